import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.tinkerpop.gremlin.structure.Edge;
import org.apache.tinkerpop.gremlin.structure.Element;
import org.apache.tinkerpop.gremlin.structure.Property;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.apache.tinkerpop.gremlin.structure.io.graphml.GraphMLReader;
import org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerGraph;
import org.apache.tinkerpop.shaded.jackson.databind.ObjectMapper;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedPseudograph;
import org.jgrapht.nio.graphml.GraphMLImporter;

/**
 * Tells what other programs read in a GraphML file: JGraphT, which validates it by the schema first, or Apache TinkerPop. Each
 * node and each edge is a line of JSON, by the names that the program has for their attributes.
 */
public final class GraphmlRead {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws Exception {
        File file = new File(arguments[1]);
        if (arguments[0].equals("jgrapht")) {
            jgrapht(file);
        } else {
            tinkerpop(file);
        }
        OUT.flush();
    }

    private static void jgrapht(File file) throws Exception {
        DirectedPseudograph<String, DefaultEdge> graph = new DirectedPseudograph<>(DefaultEdge.class);
        Map<String, Map<String, Object>> nodes = new TreeMap<>();
        Map<DefaultEdge, Map<String, Object>> edges = new java.util.LinkedHashMap<>();
        GraphMLImporter<String, DefaultEdge> importer = new GraphMLImporter<>();
        importer.setSchemaValidation(true);
        importer.setEdgeWeightAttributeName("none");
        importer.setVertexFactory(name -> name);
        importer.addVertexAttributeConsumer((of, value) ->
            nodes.computeIfAbsent(of.getFirst(), name -> new TreeMap<>()).put(of.getSecond(), value.getValue()));
        importer.addEdgeAttributeConsumer((of, value) ->
            edges.computeIfAbsent(of.getFirst(), edge -> new TreeMap<>()).put(of.getSecond(), value.getValue()));
        importer.importGraph(graph, file);
        for (String node : graph.vertexSet()) {
            line("node", node, null, null, nodes.get(node));
        }
        for (DefaultEdge edge : graph.edgeSet()) {
            line("edge", null, graph.getEdgeSource(edge), graph.getEdgeTarget(edge), edges.get(edge));
        }
    }

    private static void tinkerpop(File file) throws Exception {
        try (TinkerGraph graph = TinkerGraph.open(); InputStream input = new FileInputStream(file)) {
            GraphMLReader.build().vertexLabelKey("labels").edgeLabelKey("label").create().readGraph(input, graph);
            for (Iterator<Vertex> all = graph.vertices(); all.hasNext();) {
                Vertex node = all.next();
                line("node", node.id().toString(), null, null, values(node));
            }
            for (Iterator<Edge> all = graph.edges(); all.hasNext();) {
                Edge edge = all.next();
                line("edge", edge.id().toString(), edge.outVertex().id().toString(), edge.inVertex().id().toString(), values(edge));
            }
        }
    }

    private static Map<String, Object> values(Element element) {
        Map<String, Object> found = new TreeMap<>();
        for (Iterator<? extends Property<Object>> all = element.properties(); all.hasNext();) {
            Property<Object> property = all.next();
            found.put(property.key(), property.value());
        }
        found.put("its label", element.label());
        return found;
    }

    private static void line(String kind, String id, String source, String target, Map<String, Object> values) throws Exception {
        Map<String, Object> told = new TreeMap<>();
        told.put("kind", kind);
        told.put("id", id);
        told.put("source", source);
        told.put("target", target);
        told.put("values", values);
        OUT.println(JSON.writeValueAsString(told));
    }
}
