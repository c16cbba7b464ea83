//! Extensions: which ones the hart has, and with them their instructions.

use super::Lower;
use crate::keys::nearest;
use crate::names::Names;
use ir::{Extension, Ty};

impl Lower<'_, '_> {
    /// Extensions that exist here and are chosen.
    pub(super) fn extensions(&self, names: &Names) -> Vec<Extension> {
        let chosen = self.of("extension").filter(|d| {
            let Some((choice, node)) = self.at.text(&d.node, "choice") else { return true };
            match names.constant(choice) {
                Some((Some(Ty::Bool), value)) => value != 0,
                Some(_) => {
                    self.at.error(node.span, format!("`{choice}` is no choice between yes and no"), "`choice` names one of `type: bool`");
                    false
                }
                None => {
                    let help = "`choice` names a choice that exists wherever the extension does";
                    self.at.error(node.span, format!("there is no choice `{choice}` here"), help);
                    false
                }
            }
        });
        chosen.map(|d| Extension { name: d.id.clone(), meta: self.meta(&d.node) }).collect()
    }

    /// Forgets the instructions of extensions that the hart does not have.
    pub(super) fn drop_absent(&mut self, chosen: &[Extension]) {
        let all: Vec<&str> = self.at.model.documents.iter().filter(|d| d.kind == "extension").map(|d| d.id.as_str()).collect();
        for d in self.of("insn") {
            let Some((name, node)) = self.at.text(&d.node, "extension").filter(|(name, _)| !all.contains(name)) else { continue };
            let help = nearest(name, &all).map_or("add a node `extension`".to_string(), |near| format!("did you mean `{near}`?"));
            self.at.error(node.span, format!("there is no extension `{name}`"), help);
        }
        let is_absent = |name: &str| all.contains(&name) && !chosen.iter().any(|c| c.name == name);
        let at = self.at;
        self.docs.retain(|d| d.kind != "insn" || !at.text(&d.node, "extension").is_some_and(|(name, _)| is_absent(name)));
    }
}
