//! The post against a real SMTP conversation and a real folder: what becomes of a letter is known, or known to be in
//! doubt, whatever the other side does (design 5).

#[cfg(test)]
mod every_step;
#[cfg(test)]
mod folder;
#[cfg(test)]
mod letters;
#[cfg(test)]
mod reuse;
#[cfg(test)]
mod support;
