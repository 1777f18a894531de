//! The house rules that a compiler does not keep: layers, what stands where, and that README and settings are true.

mod knowledge;
mod layers;
mod readme;
mod settings;
mod sources;
mod tree;
