// The editor: YASGUI on this server's own endpoint, with a tab for each stock question.
"use strict";

{
  const { base, prefixes, questions } = JSON.parse(document.getElementById("settings").textContent);
  const endpoint = new URL("/sparql", location.href).href;
  const asked = decodeURIComponent(location.hash.slice(1)); // YASGUI clears it
  const byName = (name) => questions.find((question) => question.name === name);

  const { Yasqe, Yasr } = Yasgui;
  Yasqe.defaults.autocompleters = ["variables"]; // the others ask services of the web
  Yasr.defaults.prefixes = prefixes;

  // Plain values are what the questions are made for; a reader who wants types switches them on.
  const Table = Yasr.plugins.table;
  const draw = Table.prototype.draw;
  Table.prototype.draw = function (kept) {
    return draw.call(this, { compact: true, isEllipsed: false, ...kept });
  };

  const requestConfig = { ...Yasgui.defaults.requestConfig, endpoint, method: "POST" };
  const settings = (question) => ({ id: question.name, name: question.name, yasqe: { value: question.query }, requestConfig: { endpoint } });
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig,
    endpointCatalogueOptions: { ...Yasgui.defaults.endpointCatalogueOptions, getData: () => [{ endpoint }] },
    persistenceId: `kg ${endpoint}`,
  });

  // A first visit gets all questions; a later one finds the tabs as they were left.
  const visited = `kg visited ${endpoint}`;
  if (!localStorage.getItem(visited)) {
    const blank = yasgui.getTab();
    for (const question of questions) if (!yasgui.getTab(question.name)) yasgui.addTab(false, settings(question));
    if (!asked.startsWith("query=")) yasgui.selectTabId(questions[0].name);
    if (blank && !byName(blank.getId()) && !asked.startsWith("query=")) blank.close();
    localStorage.setItem(visited, "yes");
  }

  const open = (name) => {
    const question = byName(name);
    if (!question) return;
    if (!yasgui.getTab(name)) yasgui.addTab(false, settings(question));
    yasgui.selectTabId(name);
    document.querySelector(".tabsList .tab.active")?.scrollIntoView({ block: "nearest", inline: "center" });
  };
  window.addEventListener("hashchange", () => open(decodeURIComponent(location.hash.slice(1))));
  open(asked);

  // An IRI of the graph has its page on this server.
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("a.iri");
      const path = link?.getAttribute("href")?.startsWith(base) ? link.getAttribute("href").slice(base.length) : "";
      if (/^(article|entity|fact)\//.test(path)) link.href = `/${path}`;
    },
    true,
  );
}
