//! Witnesses of changes: short programs that behave differently in the two texts.

use super::{Book, Text};
use ir::Change;
use serde_json::Value;

/// The witness of a change.
pub fn told(_book: &Book, _change: &Change, _before: &Text, _after: &Text) -> Value {
    Value::Null
}
