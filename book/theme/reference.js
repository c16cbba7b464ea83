// Boxes of a figure and rows of the table below it point at each other.
"use strict";

(() => {
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
})();
