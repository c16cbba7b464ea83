// Says what became of a thing that a link names and this revision does not have.
"use strict";

(() => {
    const { nav, nodes, lifeIn, isIn, address, across, element } = draftvisor;
    const kinds = { csr: "register", pte: "table entry", entry: "trap entry", return: "trap return", walk: "root" };

    /** `0.6 to 1.0`, linked to where the thing is there. */
    function lives(data, node) {
        const id = (revision) => data.revisions[revision].id;
        const runs = [];
        for (const life of node.lives) {
            const last = runs.at(-1);
            if (last && last.end + 1 === life.in[0]) {
                last.end = life.in[1];
            } else {
                runs.push({ start: life.in[0], end: life.in[1], life });
            }
        }
        return runs.flatMap(({ start, end, life }, i) => {
            const text = start === end ? id(start) : `${id(start)} to ${id(end)}`;
            const link = life.page ? element("a", { href: address(data, start, life) }, text) : text;
            return i ? [", ", link] : [link];
        });
    }

    function change(data, name, verb) {
        const found = data.changes.find((c) => c.id === name);
        if (!found) {
            return [];
        }
        const link = element("a", { href: across(found.page, `change-${found.id}`) }, found.title);
        return [` It ${verb} with `, link, "."];
    }

    /** Sentences about a node in a revision that lacks it. */
    function sentences(data, node, revision) {
        const [first, last] = [node.lives[0].in[0], node.lives.at(-1).in[1]];
        const instead = (node.instead ?? []).filter((place) => isIn(place, revision));
        const links = instead.flatMap((place, i) => [i ? ", " : "", element("a", { href: address(data, revision, place) }, place.name)]);
        return [
            element("strong", {}, node.name), ` is not in ${data.revisions[revision].id}.`,
            ...(links.length ? [" See ", ...links, " there."] : []),
            " It is in ", ...lives(data, node), ".",
            ...(revision < first ? change(data, node.began, "came") : []),
            ...(revision > last ? change(data, node.ended, "went") : []),
            " ", element("a", { href: across(node.history) }, `Life of this ${kinds[node.kind] ?? node.kind}`), ".",
        ];
    }

    function show(parts) {
        document.querySelector(".absent-here")?.remove();
        const box = element("div", { className: "absent-here" }, ...parts);
        box.setAttribute("role", "status");
        const main = document.querySelector("main");
        (main.querySelector("h1") ?? main).after(box);
        box.scrollIntoView({ block: "center" });
    }

    /** A place on this page that other revisions have. */
    async function place() {
        const anchor = decodeURIComponent(location.hash.slice(1));
        document.querySelector(".absent-here")?.remove();
        if (!anchor || !nav || document.getElementById(anchor)) {
            return;
        }
        const data = await nodes();
        const revision = draftvisor.current(data);
        const { page } = draftvisor.here;
        const node = data.nodes.find((n) => n.lives.some((life) => life.page === page && life.anchor === anchor));
        if (node && !lifeIn(node, revision)) {
            show(sentences(data, node, revision));
        }
    }

    /** A page of a revision that does not have it: this is the page for what was not found. */
    async function page() {
        const [, rev, key] = decodeURIComponent(location.pathname).match(/^\/([^/]+)\/book\/(.+?)(?:\.html)?$/) ?? [];
        const data = await nodes();
        const revision = data.revisions.findIndex((r) => r.id === rev);
        const node = data.nodes.find((n) => n.lives.some((life) => life.page === key && !life.anchor));
        if (revision >= 0 && node) {
            show(sentences(data, node, revision));
        }
    }

    if (/^Document not found/.test(document.querySelector("main h1")?.textContent ?? "")) {
        page();
    } else {
        window.addEventListener("hashchange", place);
        place();
    }
    draftvisor.absence = sentences;
})();
