// What a query names: by name, alias, address, bit, cause, instruction word or words of a text.
"use strict";

draftvisor.find = (() => {
    const { lifeIn } = draftvisor;
    /** Kinds in the order in which a reader expects them. */
    const order = ["csr", "field", "instruction", "exception", "interrupt"];
    const isCause = (node) => node.kind === "exception" || node.kind === "interrupt";
    const last = (name) => name.slice(name.lastIndexOf(".") + 1);

    /** The readings of a query as a number: as written, and in hexadecimal without `0x`. */
    function numbers(text) {
        const plain = text.replaceAll("_", "");
        const found = [];
        if (/^(?:0x[0-9a-f]+|0b[01]+|[0-9]+)$/.test(plain)) {
            found.push(BigInt(plain));
        }
        if (/^[0-9a-f]{3,8}$/.test(plain) && /[0-9]/.test(plain)) {
            found.push(BigInt(`0x${plain}`));
        }
        return found;
    }

    /** Whether a word is this instruction: all of its fixed bits, and its length. */
    function isWord(life, number) {
        const bits = BigInt(8 * life.bytes);
        const wide = (number & 3n) === 3n;
        return number >> bits === 0n && wide === (life.bytes === 4) && (number & BigInt(life.mask)) === BigInt(life.match);
    }

    /** A cause as mcause has it: with the top bit, it is an interrupt. */
    function isCode(node, life, number) {
        const top = [63n, 31n].find((bit) => number >> bit === 1n);
        if (top !== undefined) {
            return node.kind === "interrupt" && number - (1n << top) === BigInt(life.code);
        }
        return number === BigInt(life.code);
    }

    function byNumber(node, life, number) {
        if (node.kind === "csr" && number === BigInt(life.address)) {
            return 95;
        }
        if (node.kind === "instruction" && number > 0xfffn && isWord(life, number)) {
            return 80 + popcount(life.mask) / 4;
        }
        return isCause(node) && isCode(node, life, number) ? 75 : 0;
    }

    const popcount = (hex) => BigInt(hex).toString(2).replaceAll("0", "").length;

    /** `hstatus[7]`, `hstatus[17:12]`, `0x600[7]`, `hstatus bit 7`. */
    function bits(text) {
        const found = text.match(/^([\w.]+)\s*(?:\[\s*(\d+)(?:\s*[:-]\s*(\d+))?\s*\]|\s+bits?\s+(\d+))$/);
        if (!found) {
            return undefined;
        }
        const high = Number(found[2] ?? found[4]);
        return { csr: found[1], high, low: Number(found[3] ?? high) };
    }

    function byBits(data, node, life, query, xlen) {
        const csr = node.name.split(".")[0];
        const [high, low] = life.bits?.[xlen] ?? [-1, 0];
        const overlaps = node.kind === "field" && low <= query.high && query.low <= high;
        if (!overlaps) {
            return 0;
        }
        const registers = data.nodes.filter((n) => n.kind === "csr" && n.name === csr);
        const named = csr === query.csr || registers.some((n) => n.lives.some((l) => numbers(query.csr).includes(BigInt(l.address))));
        return named ? 98 : 0;
    }

    function byName(node, life, text) {
        const name = node.name.toLowerCase();
        const title = node.title?.toLowerCase() ?? "";
        if (name === text) {
            return 100;
        }
        if (last(name) === text || title === text) {
            return 88;
        }
        if (name.replace(/[._]/g, " ") === text.replace(/[._]/g, " ")) {
            return 86;
        }
        const alias = life.alias?.toLowerCase();
        if (alias && (alias === text || last(alias) === text)) {
            return 60;
        }
        if (name.startsWith(text)) {
            return 70;
        }
        if (text.length > 1 && last(name).startsWith(text)) {
            return 55;
        }
        return text.length > 2 && name.includes(text) ? 40 : 0;
    }

    /** All words, somewhere in name, kind or text; `cause 22` and `exception 22` too. */
    function byWords(node, life, text) {
        const words = text.split(/\s+/);
        const code = isCause(node) && words.length === 2 && numbers(words[1]).some((n) => isCode(node, life, n));
        if (code && (words[0] === node.kind || /^m?cause|code$/.test(words[0]))) {
            return 94;
        }
        const all = [node.name, node.kind, node.kind === "csr" ? "register" : "", life.text, life.alias].join(" ").toLowerCase();
        return text.length > 2 && words.every((word) => all.includes(word)) ? 20 + (words.length > 1 ? 10 : 0) : 0;
    }

    function score(data, node, life, text, xlen) {
        const query = bits(text);
        if (query) {
            return byBits(data, node, life, query, xlen);
        }
        const number = Math.max(0, ...numbers(text).map((n) => byNumber(node, life, n)));
        return Math.max(number, byName(node, life, text), byWords(node, life, text));
    }

    /** Best first: `{node, life, here, score}`; `life` is that of the revision if it has the node. */
    return (data, query, revision, xlen) => {
        const text = query.trim().toLowerCase();
        if (!text) {
            return [];
        }
        const found = [];
        for (const node of data.nodes) {
            if (node.kind === "page") {
                continue;
            }
            const own = lifeIn(node, revision);
            let best = { score: 0 };
            for (const life of node.lives) {
                const points = score(data, node, life, text, xlen) + (life === own ? 4 : 0);
                const counts = points > (life === own ? 4 : 0);
                // What it is here says more than what it was once.
                if (counts && points > best.score) {
                    best = { node, life, here: life === own, score: points };
                }
            }
            if (best.node) {
                // A name, address or word that was this node's once leads to it as it is now, if it is.
                found.push(own && !best.here ? { ...best, score: best.score - 15 } : best);
            }
        }
        const rank = (node) => (order.indexOf(node.kind) + order.length + 1) % (order.length + 1);
        const length = (node) => node.name.length;
        return found.sort((a, b) => b.score - a.score || rank(a.node) - rank(b.node) || length(a.node) - length(b.node));
    };
})();
