// A box that says what a value of a register means, as `draftvisor decode` does.
"use strict";

(() => {
    const { element, remember, recall } = draftvisor;

    /** A number as people write them: decimal, `0x` or `0b`, with `_` where they like. */
    function parse(text) {
        const plain = text.trim().toLowerCase().replaceAll("_", "");
        return /^(?:0x[0-9a-f]+|0b[01]+|[0-9]+)$/.test(plain) ? BigInt(plain) : undefined;
    }

    const mask = ({ hi, lo }) => (1n << BigInt(hi - lo + 1)) - 1n;
    const part = (field, value) => (value >> BigInt(field.lo)) & mask(field);
    const number = (value) => (value < 10n ? `${value}` : `0x${value.toString(16)}`);
    const places = ({ hi, lo }) => (hi === lo ? `${hi}` : `${hi}–${lo}`);

    /** What a value stands for, where values have names. */
    function meaning(field, value, interrupt) {
        if (field.always !== undefined && BigInt(field.always) !== value) {
            return `cannot be: it always reads ${field.always}`;
        }
        const values = interrupt && field.interrupts ? field.interrupts : field.values;
        return values ? values[value] ?? field.else ?? "" : "";
    }

    /** Fields with their values, from the highest down, and bits that belong to none. */
    function decode(register, value) {
        const fields = register.fields;
        const interrupt = fields.some((f) => f.name === "INTERRUPT" && part(f, value) !== 0n);
        const rows = fields.map((field) => {
            const own = part(field, value);
            return { field, value: own, meaning: meaning(field, own, interrupt) };
        });
        const covered = fields.reduce((bits, f) => bits | (mask(f) << BigInt(f.lo)), 0n);
        const stray = [];
        for (let bit = register.bits - 1; bit >= 0; bit--) {
            if ((value & ~covered) >> BigInt(bit) & 1n) {
                stray.push(bit);
            }
        }
        return { rows, stray };
    }

    function table({ rows, stray }) {
        const body = rows.map(({ field, value, meaning: says }) => {
            const link = document.getElementById(`f-${field.name}`) ? element("a", { href: `#f-${field.name}` }, field.name) : field.name;
            const text = says || (value === 0n ? "" : field.doc);
            const cells = [places(field), link, number(value), text].map((cell) => element("td", {}, cell));
            return element("tr", { className: value === 0n ? "zero" : "" }, ...cells);
        });
        const heads = ["Bits", "Name", "Value", "Meaning"].map((text) => element("th", {}, text));
        const made = element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...body));
        const noun = stray.length === 1 ? "bit" : "bits";
        const note = stray.length ? [element("p", { className: "stray" }, `No field has ${noun} ${stray.join(", ")}: read as 0, writes are ignored.`)] : [];
        return [element("div", { className: "table-wrapper" }, made), ...note];
    }

    function attach(section) {
        const registers = JSON.parse(section.dataset.register);
        const xlen = () => Number(document.documentElement.dataset.xlen ?? 64);
        const names = [...new Set(registers.map((r) => r.name))];
        const id = `decode-${names[0]}`;
        const input = element("input", { id, type: "text", spellcheck: false, autocomplete: "off", inputMode: "text" });
        input.placeholder = "0x…, 0b… or decimal";
        const which = element("select", {}, ...names.map((name) => element("option", { value: name }, name)));
        which.setAttribute("aria-label", "Register");
        const output = element("div", { className: "decoded" });
        output.setAttribute("aria-live", "polite");

        function show() {
            const register = registers.find((r) => r.name === which.value && r.xlen === xlen());
            const text = input.value.trim();
            const value = parse(text);
            const problem = (message) => output.replaceChildren(element("p", { className: "problem" }, message));
            if (!text) {
                output.replaceChildren();
            } else if (!register) {
                problem(`There is no ${which.value} on RV${xlen()}.`);
            } else if (value === undefined) {
                problem(`“${text}” is no number: write it in decimal, or after 0x or 0b.`);
            } else if (value >> BigInt(register.bits)) {
                problem(`0x${value.toString(16)} does not fit ${register.name}: it has ${register.bits} bits here.`);
            } else {
                output.replaceChildren(...table(decode(register, value)));
            }
        }

        const label = element("label", { htmlFor: id }, names.length > 1 ? "Decode a value of " : `Decode a value of ${names[0]} `);
        const form = element("div", { className: "ask" }, label, ...(names.length > 1 ? [which] : []), input);
        section.append(form, output);
        input.addEventListener("input", () => {
            remember(`value-${names[0]}`, input.value, "sessionStorage");
            show();
        });
        which.addEventListener("change", show);
        document.documentElement.addEventListener("xlen", show);
        // The value at hand is wanted in the next revision too.
        input.value = recall(`value-${names[0]}`, "sessionStorage") ?? "";
        show();
    }

    document.querySelectorAll("section.decode[data-register]").forEach(attach);
    draftvisor.decode = decode;
})();
