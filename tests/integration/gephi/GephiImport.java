import java.awt.Color;
import java.io.File;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gephi.filters.api.FilterController;
import org.gephi.filters.plugin.graph.GiantComponentBuilder;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.TimeRepresentation;
import org.gephi.graph.api.types.IntervalSet;
import org.gephi.io.exporter.api.ExportController;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.importer.plugin.file.spreadsheet.ImporterSpreadsheetCSV;
import org.gephi.io.importer.plugin.file.spreadsheet.process.SpreadsheetGeneralConfiguration.Mode;
import org.gephi.io.processor.plugin.AppendProcessor;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.preview.api.PreviewController;
import org.gephi.preview.api.PreviewModel;
import org.gephi.preview.api.PreviewProperty;
import org.gephi.preview.types.DependantColor;
import org.gephi.preview.types.DependantOriginalColor;
import org.gephi.preview.types.EdgeColor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/**
 * Reads a file, or the two tables of a folder, with Gephi's own importers, and tells what has arrived as JSON.
 *
 * With a second argument, PATH.png, PATH.pdf or PATH.svg, draws the preview of what was read.
 */
public final class GephiImport {
    private static final List<String> ISSUES = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        PrintStream out = System.out;
        System.setOut(System.err);
        File source = new File(arguments[0]);
        Workspace workspace = Lookup.getDefault().lookup(ProjectController.class).newProject() == null ? null
            : Lookup.getDefault().lookup(ProjectController.class).getCurrentWorkspace();
        if (source.isDirectory()) {
            table(new File(source, "nodes.csv"), Mode.NODES_TABLE, workspace, true);
            table(new File(source, "edges.csv"), Mode.EDGES_TABLE, workspace, false);
        } else {
            Container container = Lookup.getDefault().lookup(ImportController.class).importFile(source);
            process(container, workspace, true);
        }
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
        out.println(told(model));
        if (arguments.length > 1) {
            draw(workspace, new File(arguments[1]));
        }
        out.flush();
        System.exit(0);
    }

    private static void table(File file, Mode mode, Workspace workspace, boolean first) throws Exception {
        ImporterSpreadsheetCSV importer = new ImporterSpreadsheetCSV();
        importer.setFile(file);
        importer.refreshAutoDetections();
        importer.setMode(mode);
        importer.setTimeRepresentation(TimeRepresentation.INTERVAL);
        Container container = Lookup.getDefault().lookup(ImportController.class).importFile(file, importer);
        process(container, workspace, first);
    }

    private static void process(Container container, Workspace workspace, boolean first) {
        container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
        container.getLoader().setAutoScale(false);  // else sizes and places are multiplied
        for (var issues = container.getReport().getIssues(Integer.MAX_VALUE); issues.hasNext();) {
            Issue issue = issues.next();
            ISSUES.add(issue.getLevel() + ": " + issue.getMessage());
        }
        container.closeLoader();
        Lookup.getDefault().lookup(ImportController.class).process(container, first ? new DefaultProcessor() : new AppendProcessor(), workspace);
    }

    private static String told(GraphModel model) {
        Graph graph = model.getGraph();
        StringBuilder text = new StringBuilder("{\"issues\": ").append(list(ISSUES)).append(",\n\"nodes\": [");
        String comma = "\n";
        for (Node node : graph.getNodes()) {
            text.append(comma).append("{\"id\": ").append(quoted(node.getId())).append(", \"label\": ").append(quoted(node.getLabel()))
                .append(", \"x\": ").append(node.x()).append(", \"y\": ").append(node.y()).append(", \"size\": ").append(node.size())
                .append(", \"colour\": ").append(colour(node.getColor()));
            attributes(text, node.getTable().toArray(), node::getAttribute);
            comma = ",\n";
        }
        text.append("],\n\"edges\": [");
        comma = "\n";
        for (Edge edge : graph.getEdges()) {
            text.append(comma).append("{\"id\": ").append(quoted(edge.getId())).append(", \"label\": ").append(quoted(edge.getLabel()))
                .append(", \"source\": ").append(quoted(edge.getSource().getId())).append(", \"target\": ")
                .append(quoted(edge.getTarget().getId())).append(", \"kind\": ").append(quoted(edge.getTypeLabel()))
                .append(", \"directed\": ").append(edge.isDirected()).append(", \"weight\": ").append(edge.getWeight())
                .append(", \"colour\": ").append(colour(edge.getColor())).append(", \"periods\": ").append(periods(edge));
            attributes(text, edge.getTable().toArray(), edge::getAttribute);
            comma = ",\n";
        }
        return text.append("]}").toString();
    }

    private interface Values {
        Object get(Column column);
    }

    private static void attributes(StringBuilder text, Column[] columns, Values values) {
        text.append(", \"attributes\": {");
        String comma = "";
        for (Column column : columns) {
            Object value = column.isProperty() ? null : values.get(column);
            if (value != null) {
                text.append(comma).append(quoted(column.getTitle())).append(": ").append(json(value));
                comma = ", ";
            }
        }
        text.append("}}");
    }

    private static String periods(Edge edge) {
        Object found = edge.getAttribute("timeset");
        List<String> bounds = new ArrayList<>();
        if (found instanceof IntervalSet intervals) {
            for (Interval interval : intervals.toArray()) {
                bounds.add(day(interval.getLow()) + "/" + day(interval.getHigh()));
            }
        }
        return list(bounds);
    }

    private static String day(double milliseconds) {
        return Double.isInfinite(milliseconds) ? "" : java.time.Instant.ofEpochMilli((long) milliseconds).toString().substring(0, 10);
    }

    private static String colour(Color colour) {
        return colour == null ? "null" : String.format("\"#%02x%02x%02x\"", colour.getRed(), colour.getGreen(), colour.getBlue());
    }

    private static String json(Object value) {
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Object[] items) {
            List<String> texts = new ArrayList<>();
            for (Object item : items) {
                texts.add(String.valueOf(item));
            }
            return list(texts);
        }
        return quoted(value);
    }

    private static String list(List<String> texts) {
        List<String> quoted = new ArrayList<>();
        texts.forEach(text -> quoted.add(quoted(text)));
        return "[" + String.join(", ", quoted) + "]";
    }

    private static String quoted(Object value) {
        if (value == null) {
            return "null";
        }
        StringBuilder text = new StringBuilder("\"");
        for (char letter : value.toString().toCharArray()) {
            if (letter < 0x20 || letter > 0x7e || letter == '"' || letter == '\\') {
                text.append(String.format("\\u%04x", (int) letter));
            } else {
                text.append(letter);
            }
        }
        return text.append('"').toString();
    }

    /** The largest connected part, as Gephi's preview draws it. */
    private static void draw(Workspace workspace, File file) throws Exception {
        FilterController filters = Lookup.getDefault().lookup(FilterController.class);
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
        model.setVisibleView(filters.filter(filters.createQuery(new GiantComponentBuilder.GiantComponentFilter())));
        PreviewController controller = Lookup.getDefault().lookup(PreviewController.class);
        PreviewModel preview = controller.getModel(workspace);
        preview.getProperties().putValue(PreviewProperty.SHOW_NODE_LABELS, true);
        preview.getProperties().putValue(PreviewProperty.NODE_LABEL_PROPORTIONAL_SIZE, false);
        preview.getProperties().putValue(PreviewProperty.NODE_LABEL_FONT, new java.awt.Font("DejaVu Sans", java.awt.Font.BOLD, 25));
        preview.getProperties().putValue(PreviewProperty.NODE_LABEL_OUTLINE_SIZE, 6f);
        preview.getProperties().putValue(PreviewProperty.NODE_LABEL_OUTLINE_OPACITY, 90f);
        preview.getProperties().putValue(PreviewProperty.NODE_LABEL_COLOR, new DependantOriginalColor(new Color(0x1d1d1b)));
        preview.getProperties().putValue(PreviewProperty.NODE_LABEL_OUTLINE_COLOR, new DependantColor(Color.WHITE));
        preview.getProperties().putValue(PreviewProperty.NODE_BORDER_WIDTH, 0.5f);
        preview.getProperties().putValue(PreviewProperty.EDGE_COLOR, new EdgeColor(EdgeColor.Mode.ORIGINAL));
        preview.getProperties().putValue(PreviewProperty.EDGE_OPACITY, 55f);
        preview.getProperties().putValue(PreviewProperty.EDGE_THICKNESS, 2.5f);
        preview.getProperties().putValue(PreviewProperty.EDGE_CURVED, true);
        preview.getProperties().putValue(PreviewProperty.BACKGROUND_COLOR, Color.WHITE);
        controller.refreshPreview(workspace);
        Lookup.getDefault().lookup(ExportController.class).exportFile(file, workspace);
    }
}
