//! Files that are no model at all: a finding each time, never a panic.
