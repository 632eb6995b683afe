//! How the page carries its data: as JSON that can be read and searched, or compressed where it would be too large.

use super::escape;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use miniz_oxide::deflate::compress_to_vec;

/// Bytes of JSON from which the data is compressed. The seeds have 0.4 MB; below this a page is no trouble to open, to
/// send or to archive as it is.
const READABLE: usize = 1_000_000;

/// Level of compression: zlib's own default.
const LEVEL: u8 = 6;

/// What stands in the page's data element.
pub(super) struct Carried {
    /// Name of the compression, as `DecompressionStream` takes it; `None` for JSON.
    pub(super) packed: Option<&'static str>,
    /// JSON without anything that ends an element, or base64.
    pub(super) text: String,
}

/// Makes JSON fit for the page.
///
/// Compression is in plain Rust and asks nothing of the processor, so that the bytes are the same on every machine.
///
/// # Complexity
/// Linear in the text.
pub(super) fn carry(json: &str) -> Carried {
    if json.len() < READABLE {
        return Carried {
            packed: None,
            text: escape::script_json(json),
        };
    }
    Carried {
        packed: Some("deflate-raw"),
        text: STANDARD.encode(compress_to_vec(json.as_bytes(), LEVEL)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::inflate::decompress_to_vec;

    #[test]
    fn short_data_stays_readable() {
        let carried = carry("[\"</script>\"]");
        assert!(carried.packed.is_none() && carried.text == "[\"\\u003c/script\\u003e\"]");
    }

    #[test]
    fn long_data_comes_back_as_it_was() {
        let json = format!("[\"{}\"]", "专利保险</script>".repeat(READABLE / 8));
        let carried = carry(&json);
        assert_eq!(carried.packed, Some("deflate-raw"));
        assert!(carried.text.len() < json.len() / 10 && !carried.text.contains('<'));
        let bytes = STANDARD.decode(&carried.text).expect("it is base64");
        assert_eq!(decompress_to_vec(&bytes).expect("it is deflated"), json.as_bytes());
    }
}
