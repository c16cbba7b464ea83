// Things of the model that a query names, above the pages that mdBook finds.
// mdBook's handling of keys goes by the list of results, and so holds for these too.
"use strict";

(() => {
    const { nodes, current, lifeIn, isIn, address, across, element, find } = draftvisor;
    const bar = document.getElementById("mdbook-searchbar");
    const list = document.getElementById("mdbook-searchresults");
    const outer = document.getElementById("mdbook-searchresults-outer");
    const header = document.getElementById("mdbook-searchresults-header");
    if (!bar || !list) {
        return;
    }
    /** So many things; whoever wants more types more. */
    const LIMIT = 12;
    const xlen = () => document.documentElement.dataset.xlen ?? "64";
    const range = ([high, low]) => (high === low ? `${high}` : `${high}–${low}`);
    const hex = (number) => `0x${number.toString(16).padStart(3, "0")}`;

    /** What tells this thing from others of its kind. */
    function mark(node, life) {
        switch (node.kind) {
            case "csr":
                return `register ${hex(life.address)}`;
            case "field": {
                const place = life.bits?.[xlen()] ?? Object.values(life.bits ?? {})[0];
                const alias = life.alias ? `, another name of ${life.alias}` : "";
                return `${place?.[0] === place?.[1] ? "bit" : "bits"} ${place ? range(place) : ""}${alias}`;
            }
            case "instruction":
                return `instruction, mask ${life.mask}, match ${life.match}`;
            case "exception":
            case "interrupt":
                return `${node.kind} ${life.code}`;
            case "choice":
                return `choice ${life.value ?? ""}`;
            default:
                return node.kind;
        }
    }

    /** Where a result leads, and what to say of that. */
    function destination(data, { node, life }, revision) {
        const { id } = data.revisions[revision];
        const here = lifeIn(node, revision);
        if (here?.page) {
            return { href: address(data, revision, here), note: id };
        }
        const instead = here ? undefined : (node.instead ?? []).find((place) => isIn(place, revision));
        if (instead) {
            return { href: address(data, revision, instead), note: `not in ${id}; there it is ${instead.name}` };
        }
        if (!here && life.page) {
            const last = life.in[1] < revision ? life.in[1] : life.in[0];
            return { href: address(data, last, life), note: `not in ${id}; this is ${data.revisions[last].id}` };
        }
        return { href: across(node.history), note: id };
    }

    function item(data, result, revision) {
        const { node, life } = result;
        const { href, note } = destination(data, result, revision);
        const shown = lifeIn(node, revision) ?? life;
        const link = element("a", { href }, node.name);
        const kind = element("span", { className: "kind" }, ` ${mark(node, shown)} · ${note}`);
        return element("li", { className: "node" }, link, kind, element("span", { className: "teaser" }, shown.text ?? ""));
    }

    let items = [];
    let shown = "";

    /** Puts the things first again after mdBook has written its list. */
    function place() {
        if (items.length === 0 || shown !== bar.value.trim() || list.firstElementChild === items[0]) {
            return;
        }
        list.prepend(...items);
        outer.classList.remove("hidden");
        if (header.textContent.startsWith("No search results") || !header.textContent) {
            header.textContent = "";
        }
    }

    async function search() {
        const query = bar.value.trim();
        const data = await nodes();
        if (query !== bar.value.trim()) {
            return;
        }
        const revision = current(data);
        items.forEach((li) => li.remove());
        items = find(data, query, revision, xlen()).slice(0, LIMIT).map((result) => item(data, result, revision));
        shown = query;
        place();
        if (list.children.length === 0 && query === "") {
            outer.classList.add("hidden");
        }
    }

    bar.placeholder = "Name, address, bit, cause, instruction word, or words";
    bar.setAttribute("aria-label", "Search");
    bar.addEventListener("input", search);
    bar.addEventListener("focus", search);
    // What is found above needs no waiting for mdBook's index.
    bar.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && shown !== bar.value.trim()) {
            event.preventDefault();
            event.stopImmediatePropagation();
            search().then(() => { if (items[0]) { location.assign(items[0].querySelector("a").href); } });
        }
    });
    new MutationObserver(place).observe(list, { childList: true });
    if (bar.value) {
        search();
    }
})();
