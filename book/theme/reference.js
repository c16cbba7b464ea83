// Figures and tables point at each other; constants have a tab for each language;
// what mdBook leaves to the mouse is reached by keys too.
"use strict";

(() => {
    const { remember, recall, element } = draftvisor;

    function figures() {
        const rowOf = (link) => {
            const id = decodeURIComponent(link.getAttribute("href").slice(1));
            return document.getElementById(id)?.closest("tr");
        };
        for (const link of document.querySelectorAll(".bits a[href^='#']")) {
            const row = rowOf(link);
            if (!row) {
                continue;
            }
            const mark = (on) => () => {
                row.classList.toggle("at", on);
                link.classList.toggle("at", on);
            };
            for (const part of [link, row]) {
                part.addEventListener("mouseenter", mark(true));
                part.addEventListener("mouseleave", mark(false));
            }
        }
    }

    const languages = { rust: "Rust", c: "C", asm: "Assembly" };

    /** All of a page show the language that the reader chose once. */
    function constants() {
        const groups = [...document.querySelectorAll(".constants")];
        const languageOf = (pre) => Object.keys(languages).find((l) => pre.querySelector("code")?.classList.contains(`language-${l}`));
        const show = (language) => groups.forEach((group) => {
            group.querySelectorAll(".tabs button").forEach((b) => b.setAttribute("aria-pressed", b.value === language));
            group.querySelectorAll("pre").forEach((pre) => { pre.hidden = languageOf(pre) !== language; });
        });
        for (const group of groups) {
            const there = Object.keys(languages).filter((l) => [...group.querySelectorAll("pre")].some((pre) => languageOf(pre) === l));
            const buttons = there.map((l) => element("button", { type: "button", value: l }, languages[l]));
            buttons.forEach((b) => b.addEventListener("click", () => {
                remember("language", b.value);
                show(b.value);
            }));
            const tabs = element("div", { className: "tabs", role: "group" }, ...buttons);
            tabs.setAttribute("aria-label", "Language");
            group.prepend(tabs);
        }
        show(recall("language") ?? "rust");
    }

    /** A click on the sign beside a field copies the address of the field. */
    function permalinks() {
        document.querySelector("main").addEventListener("click", (event) => {
            const link = event.target.closest("a.self");
            if (link) {
                navigator.clipboard?.writeText(link.href).catch(() => { });
            }
        });
    }

    function reachable() {
        const toggle = document.getElementById("mdbook-sidebar-toggle");
        toggle.setAttribute("role", "button");
        toggle.tabIndex = 0;
        toggle.addEventListener("keydown", (event) => {
            if (event.key === "Enter" || event.key === " ") {
                event.preventDefault();
                toggle.click();
            }
        });
        for (const code of document.querySelectorAll("main pre > code")) {
            code.tabIndex = 0;
        }
    }

    figures();
    constants();
    reachable();
    permalinks();
})();
