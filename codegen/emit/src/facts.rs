//! JSON values for templates and exports, built without copying.
//!
//! `serde_json::json!` serialises each value that is put into another, so what
//! is nested three levels deep is built three times. [`facts!`] takes values as
//! they are; its grammar is that of `json!`, for objects and arrays.

use serde_json::{Map, Value};

/// What can stand in [`facts!`].
pub trait Fact {
    /// The JSON value.
    fn fact(self) -> Value;
}

macro_rules! plain {
    ($($type:ty)*) => {
        $(impl Fact for $type {
            fn fact(self) -> Value {
                Value::from(self)
            }
        })*
    };
}

plain! { bool u8 u16 u32 u64 usize i32 String &str Map<String, Value> }

impl Fact for Value {
    fn fact(self) -> Value {
        self
    }
}

impl Fact for &Value {
    fn fact(self) -> Value {
        self.clone()
    }
}

impl Fact for &String {
    fn fact(self) -> Value {
        Value::from(self.as_str())
    }
}

impl Fact for &&str {
    fn fact(self) -> Value {
        Value::from(*self)
    }
}

impl<T: Fact> Fact for Option<T> {
    fn fact(self) -> Value {
        self.map_or(Value::Null, T::fact)
    }
}

impl<T: Fact> Fact for Vec<T> {
    fn fact(self) -> Value {
        Value::Array(self.into_iter().map(T::fact).collect())
    }
}

impl<T: Fact, const N: usize> Fact for [T; N] {
    fn fact(self) -> Value {
        Value::Array(self.into_iter().map(T::fact).collect())
    }
}

/// A JSON value of what implements [`Fact`].
macro_rules! facts {
    (@in $map:ident) => {};
    (@in $map:ident $key:tt: { $($inner:tt)* } $(, $($rest:tt)*)?) => {
        $map.insert($key.to_string(), $crate::facts::facts!({ $($inner)* }));
        $crate::facts::facts!(@in $map $($($rest)*)?);
    };
    (@in $map:ident $key:tt: $value:expr $(, $($rest:tt)*)?) => {
        $map.insert($key.to_string(), $crate::facts::Fact::fact($value));
        $crate::facts::facts!(@in $map $($($rest)*)?);
    };
    ({ $($inner:tt)* }) => {{
        let mut map = ::serde_json::Map::new();
        $crate::facts::facts!(@in map $($inner)*);
        ::serde_json::Value::Object(map)
    }};
    ($value:expr) => {
        $crate::facts::Fact::fact($value)
    };
}

pub(crate) use facts;
