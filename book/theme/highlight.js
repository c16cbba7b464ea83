// Colours for the few languages of this book, by the interface that mdBook
// calls; the library that mdBook brings is heavier than all else on a page.
"use strict";

window.hljs = (() => {
    const words = (list) => `\\b(?:${list.split(" ").join("|")})\\b`;
    const string = '"(?:[^"\\\\\\n]|\\\\.)*"';
    const number = "\\b(?:0[xb][0-9a-fA-F_]+|[0-9][0-9_]*)(?:u8|u16|u32|u64|usize|UL|ULL)?\\b";
    const rust = "as break const continue else enum false fn for if impl in let loop match mod mut pub ref return "
        + "self static struct true type unsafe use where while";
    const languages = {
        rust: { comment: "//[^\\n]*", meta: "#!?\\[[^\\]]*\\]", string, number, keyword: words(rust), "title function_": "\\b\\w+!" },
        c: { comment: "//[^\\n]*|/\\*[^]*?\\*/", meta: "#\\w+", string, number, keyword: words("const int return static uint64_t void") },
        asm: { comment: "#[^\\n]*|//[^\\n]*", meta: "\\.\\w+", string, number, keyword: "^[ \\t]+[a-z][a-z0-9.]*" },
        yaml: { comment: "#[^\\n]*", string, attr: "^[ \\t-]*[\\w.{}-]+(?=:)|[{,] *[\\w.-]+(?=:)", number },
        console: { comment: "^#[^\\n]*", meta: "^\\$" },
        json: { attr: `${string}(?=:)`, string, number, keyword: words("true false null") },
    };
    const aliases = { sh: "console", bash: "console", assembly: "asm", s: "asm" };

    function highlight(block) {
        const name = [...block.classList].find((c) => c.startsWith("language-"))?.slice("language-".length);
        const kinds = languages[aliases[name] ?? name];
        block.classList.add("hljs");
        if (!kinds) {
            return;
        }
        const names = Object.keys(kinds);
        const pattern = new RegExp(names.map((n) => `(${kinds[n]})`).join("|"), "gm");
        const text = block.textContent;
        const parts = [];
        let done = 0;
        for (const found of text.matchAll(pattern)) {
            const span = document.createElement("span");
            span.className = `hljs-${names[found.slice(1).findIndex((group) => group !== undefined)]}`;
            span.textContent = found[0];
            parts.push(text.slice(done, found.index), span);
            done = found.index + found[0].length;
        }
        block.replaceChildren(...parts, text.slice(done));
    }

    return { configure() {}, highlightBlock: highlight };
})();
