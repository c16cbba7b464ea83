// Where the reader is, what the scripts know of all revisions, what is remembered.
"use strict";

const draftvisor = (() => {
    const nav = document.querySelector("nav.texts[data-rev]");
    /** Revision and key of this page; neither on pages that are of no revision. */
    const here = { rev: nav?.dataset.rev, page: nav?.dataset.page };

    /** A wish that outlives the page, or the visit, if the browser allows that. */
    function remember(key, value, store = "localStorage") {
        try {
            window[store].setItem(`draftvisor-${key}`, value);
        } catch {
            // Then it is forgotten.
        }
    }

    function recall(key, store = "localStorage") {
        try {
            return window[store].getItem(`draftvisor-${key}`);
        } catch {
            return null;
        }
    }

    let loading;
    /** The data of all revisions: a script, because a page opened as a file may load nothing else. */
    function nodes() {
        loading ??= new Promise((done, failed) => {
            const script = document.createElement("script");
            script.src = `${path_to_root}book/nodes.js`;
            script.onload = () => done(window.nodes);
            script.onerror = () => failed(new Error(`cannot load ${script.src}`));
            document.head.append(script);
        });
        return loading;
    }

    /** Position of the revision that is read about: that of the page, the last one that was, or the newest. */
    function current(data) {
        const ids = data.revisions.map((r) => r.id);
        const at = ids.indexOf(here.rev ?? recall("rev"));
        return at < 0 ? ids.length - 1 : at;
    }

    const isIn = (run, revision) => run.in[0] <= revision && revision <= run.in[1];
    /** What a node is in a revision; nothing if it is not there. */
    const lifeIn = (node, revision) => node.lives.find((life) => isIn(life, revision));

    /** Address of a place in a revision. */
    function address(data, revision, place) {
        const anchor = place.anchor ? `#${place.anchor}` : "";
        return `${path_to_root}${data.revisions[revision].id}/book/${place.page}.html${anchor}`;
    }

    /** Address of a page that is of no revision, given as `path` or `path#anchor`. */
    function across(path, anchor) {
        const [page, own] = path.split("#");
        const id = anchor ?? own;
        return `${path_to_root}${page}.html${id ? `#${id}` : ""}`;
    }

    /** Element with attributes and children; a property where there is one of that name. */
    function element(name, attributes = {}, ...children) {
        const made = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) {
            if (key in made && key !== "list") {
                made[key] = value;
            } else {
                made.setAttribute(key, value);
            }
        }
        made.append(...children);
        return made;
    }

    if (here.rev) {
        remember("rev", here.rev);
    }
    return { here, nav, remember, recall, nodes, current, isIn, lifeIn, address, across, element };
})();
