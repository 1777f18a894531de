//! What `cargo demo` tells.

use tests::demo::{Told, run};

/// Every event of the demo is lived through to this morning, with the real worker; nothing of it is refused.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demos_story_is_told_to_its_end() {
    let folder = tempfile::tempdir().expect("a folder for the demo");
    let told = Told { folder: folder.path().to_owned(), address: "127.0.0.1:0".parse().unwrap(), is_fresh: false };
    Box::pin(run(told, std::future::ready(()))).await.expect("the demo runs");
    assert!(folder.path().join("story-told").is_file(), "the story was not told to its end: its words say why");
}
