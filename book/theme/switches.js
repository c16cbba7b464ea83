// The switches in the menu bar: which revision, which XLEN. Both keep the place.
"use strict";

(() => {
    const { here, nav, remember, element } = draftvisor;
    const bar = document.querySelector("#mdbook-menu-bar .right-buttons");

    /** Where a link to another revision leads from the place that is shown now. */
    function target(link) {
        const base = link.href.split("#")[0];
        return link.classList.contains("absent") ? link.href : base + location.hash;
    }

    function revisions() {
        const all = [...nav.querySelectorAll("[data-rev]")];
        const select = element("select", { id: "revision", title: "Revision" });
        select.setAttribute("aria-label", "Revision");
        for (const link of all) {
            const rev = link.dataset.rev;
            const text = link.classList.contains("absent") ? `${rev} – not there` : rev;
            select.append(element("option", { value: rev, selected: rev === here.rev }, text));
        }
        // The page may be shown again, by the back button, with another choice than its own.
        window.addEventListener("pageshow", () => { select.value = here.rev; });
        select.addEventListener("change", () => {
            const link = all.find((a) => a.dataset.rev === select.value);
            if (link?.href) {
                remember("rev", select.value);
                location.assign(target(link));
            }
        });
        nav.addEventListener("click", (event) => {
            const link = event.target.closest("a[data-rev]");
            if (link) {
                link.href = target(link);
                remember("rev", link.dataset.rev);
            }
        });
        bar.append(select);
    }

    function xlens() {
        const root = document.documentElement;
        const group = element("span", { id: "xlen", role: "group" });
        group.setAttribute("aria-label", "XLEN");
        const buttons = ["64", "32"].map((xlen) => element("button", { type: "button", value: xlen }, `RV${xlen}`));
        const show = (xlen) => {
            root.dataset.xlen = xlen;
            buttons.forEach((b) => b.setAttribute("aria-pressed", b.value === xlen));
            root.dispatchEvent(new Event("xlen"));
        };
        for (const button of buttons) {
            button.addEventListener("click", () => {
                remember("xlen", button.value);
                show(button.value);
            });
        }
        show(root.dataset.xlen ?? "64");
        group.append(...buttons);
        bar.append(group);
    }

    if (nav) {
        revisions();
    }
    if (document.querySelector("main [data-xlen], main .decode")) {
        xlens();
    }
})();
