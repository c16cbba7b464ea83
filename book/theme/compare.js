// The chooser of any pair of revisions: what is new, gone or different between them.
"use strict";

(() => {
    const { nodes, lifeIn, address, across, element } = draftvisor;
    const place = document.getElementById("compare");
    if (!place) {
        return;
    }
    const titles = {
        csr: "Registers", field: "Fields", instruction: "Instructions", exception: "Exceptions", interrupt: "Interrupts",
        entry: "Trap entry", return: "Trap return", rule: "Rules", choice: "Choices", format: "Translation formats",
        pte: "Table entries", walk: "Roots",
    };
    const verbs = { "+": "new", "−": "gone", "~": "different" };
    /** Where a node is, and what is said of it in other words, is no difference of its own. */
    const silent = ["in", "page", "anchor", "text"];

    /** A value as people read it. */
    function written(key, value) {
        if (key === "bits" && typeof value === "object") {
            return Object.entries(value).map(([xlen, [hi, lo]]) => `${hi === lo ? hi : `${hi}–${lo}`} (RV${xlen})`).join(", ");
        }
        if (key === "address") {
            return `0x${value.toString(16).padStart(3, "0")}`;
        }
        return Array.isArray(value) ? value.join(", ") : `${value ?? "none"}`;
    }

    /** What of a node differs between two lives, as `key: before → after`. */
    function differences(before, after) {
        const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !silent.includes(key));
        const differing = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
        return differing.map((key) => `${key.replace("_", " ")}: ${written(key, before[key])} → ${written(key, after[key])}`);
    }

    /** One line per node that is not the same in both revisions. */
    function compare(data, from, to) {
        const lines = [];
        for (const node of data.nodes.filter((n) => titles[n.kind])) {
            const [before, after] = [lifeIn(node, from), lifeIn(node, to)];
            // A new register is one line, not one for each of its fields.
            if (before === after || (node.kind === "field" && isWithRegister(data, node, from, to))) {
                continue;
            }
            const sign = !before ? "+" : after ? "~" : "−";
            lines.push({ node, sign, before, after, what: before && after ? differences(before, after) : [] });
        }
        return lines;
    }

    function isWithRegister(data, field, from, to) {
        const register = data.nodes.find((n) => n.kind === "csr" && n.name === field.name.split(".")[0]);
        return !register || !lifeIn(register, from) || !lifeIn(register, to);
    }

    function line(data, { node, sign, before, after, what }, from, to) {
        const place = (life, revision, text) => (life?.page ? element("a", { href: address(data, revision, life) }, text) : text);
        const name = after ? place(after, to, node.name) : place(before, from, node.name);
        const was = before && after ? [" ", place(before, from, `was in ${data.revisions[from].id}`)] : [];
        const life = element("a", { href: across(node.history) }, "life");
        const text = what.length ? what.join("; ") : (after ?? before).text ?? "";
        const mark = element("span", { className: "sign", title: verbs[sign] }, sign);
        return element("tr", { className: verbs[sign] }, element("td", {}, mark, " ", element("span", { className: "hidden-text" }, verbs[sign])),
            element("td", {}, name), element("td", {}, text, ...was, " · ", life));
    }

    function report(data, from, to) {
        const [early, late] = [Math.min(from, to), Math.max(from, to)];
        const steps = data.changes.filter((c) => c.at > early && c.at <= late);
        const changes = steps.map((c) => element("li", {}, element("a", { href: across(c.page, `change-${c.id}`) }, c.title)));
        const lines = compare(data, from, to);
        const parts = Object.keys(titles).flatMap((kind) => {
            const own = lines.filter((l) => l.node.kind === kind);
            if (own.length === 0) {
                return [];
            }
            const rows = own.map((l) => line(data, l, from, to));
            const table = element("table", {}, element("tbody", {}, ...rows));
            return [element("h2", {}, `${titles[kind]} (${own.length})`), element("div", { className: "table-wrapper" }, table)];
        });
        const all = element("details", { open: steps.length <= 8 }, element("summary", {}, `${steps.length} changes ${from <= to ? "on the way" : "to take back"}`),
            element("ul", {}, ...changes));
        const nothing = lines.length === 0 ? [element("p", {}, "Nothing differs.")] : [];
        return [...(steps.length ? [all] : []), ...nothing, ...parts];
    }

    function chooser(data, label, at, changed) {
        const options = data.revisions.map((r, i) => element("option", { value: i, selected: i === at }, `${r.id} (${r.date})`));
        const select = element("select", {}, ...options);
        select.addEventListener("change", changed);
        return { select, label: element("label", {}, `${label} `, select) };
    }

    nodes().then((data) => {
        const ids = data.revisions.map((r) => r.id);
        const wanted = () => decodeURIComponent(location.hash.slice(1)).split("..").map((id) => ids.indexOf(id));
        const valid = (pair) => pair.length === 2 && pair.every((i) => i >= 0);
        const [from, to] = valid(wanted()) ? wanted() : [ids.length - 2, ids.length - 1];
        const output = element("div", {});
        output.setAttribute("aria-live", "polite");
        const chosen = () => {
            history.replaceState(null, "", `#${ids[left.select.value]}..${ids[right.select.value]}`);
            show();
        };
        const left = chooser(data, "From", from, chosen);
        const right = chooser(data, "to", to, chosen);
        const swap = element("button", { type: "button", title: "Swap the two" }, "⇄");
        swap.addEventListener("click", () => {
            [left.select.value, right.select.value] = [right.select.value, left.select.value];
            chosen();
        });
        function show() {
            output.replaceChildren(...report(data, Number(left.select.value), Number(right.select.value)));
        }
        window.addEventListener("hashchange", () => {
            if (valid(wanted())) {
                [left.select.value, right.select.value] = wanted();
                show();
            }
        });
        place.replaceChildren(element("div", { className: "ask" }, left.label, right.label, swap), output);
        show();
    });
})();
