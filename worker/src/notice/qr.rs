use png::{BitDepth, ColorType, Encoder};
use qrcode::{Color, EcLevel, QrCode};

/// White modules around the code, as ISO/IEC 18004 asks for.
const QUIET_ZONE: usize = 4;
/// Pixels along the edge of one module.
const MODULE: usize = 8;

/// Why a text cannot be shown as a code.
#[derive(Debug, thiserror::Error)]
pub(super) enum QrFailed {
    #[error("the text does not fit a QR code: {0}")]
    Code(#[from] qrcode::types::QrError),
    #[error("the picture could not be written: {0}")]
    Picture(#[from] png::EncodingError),
    #[error("the picture would be too large")]
    TooLarge,
}

/// A QR code of the text as a black and white PNG, error correction M, 8 pixels a module with the quiet zone around.
pub(super) fn png(text: &str) -> Result<Vec<u8>, QrFailed> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
    let width = (code.width() + 2 * QUIET_ZONE) * MODULE;
    let edge = u32::try_from(width).map_err(|_| QrFailed::TooLarge)?;
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, edge, edge);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    encoder.write_header()?.write_image_data(&pixels(&code))?;
    Ok(bytes)
}

/// One bit a pixel, white is 1. A module is 8 pixels wide: exactly one byte.
fn pixels(code: &QrCode) -> Vec<u8> {
    const WHITE: u8 = 0xFF;
    let white_modules = |modules: usize| vec![WHITE; modules];
    let width = code.width() + 2 * QUIET_ZONE;
    let white_rows = white_modules(width * MODULE * QUIET_ZONE);
    let mut pixels = white_rows.clone();
    for row in code.to_colors().chunks(code.width()) {
        let modules = row.iter().map(|color| match color {
            Color::Dark => 0,
            Color::Light => WHITE,
        });
        let mut line = white_modules(QUIET_ZONE);
        line.extend(modules);
        line.extend(white_modules(QUIET_ZONE));
        pixels.extend(line.repeat(MODULE));
    }
    pixels.extend(white_rows);
    pixels
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAYLOAD: &str = "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA53037045406180000";

    /// The picture as rows of modules, true where dark; every pixel of a module must be alike.
    fn modules(png: &[u8]) -> Vec<Vec<bool>> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        assert_eq!((info.width, info.color_type, info.bit_depth), (info.height, ColorType::Grayscale, BitDepth::One));
        let rows: Vec<&[u8]> = bytes.chunks(info.line_size).collect();
        assert!(rows.chunks(MODULE).all(|module| module.iter().all(|row| row == &module[0])));
        assert!(bytes.iter().all(|byte| [0x00, 0xFF].contains(byte)));
        rows.iter().step_by(MODULE).map(|row| row.iter().map(|byte| *byte == 0).collect()).collect()
    }

    #[test]
    fn has_its_size_its_quiet_zone_and_its_finder_patterns() {
        let modules = modules(&png(PAYLOAD).unwrap());
        let width = QrCode::with_error_correction_level(PAYLOAD, EcLevel::M).unwrap().width();
        assert_eq!((modules.len(), modules[0].len()), (width + 8, width + 8));
        for edge in (0..4).chain(width + 4..width + 8) {
            assert!(modules[edge].iter().all(|dark| !dark) && modules.iter().all(|row| !row[edge]), "{edge}");
        }
        let finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"];
        for (top, left) in [(4, 4), (4, width - 3), (width - 3, 4)] {
            for (down, line) in finder.iter().enumerate() {
                for (right, mark) in line.chars().enumerate() {
                    assert_eq!(modules[top + down][left + right], mark == '#', "{top} {left} {down} {right}");
                }
            }
        }
    }

    #[test]
    fn shows_the_modules_of_the_code() {
        let code = QrCode::with_error_correction_level(PAYLOAD, EcLevel::M).unwrap();
        let modules = modules(&png(PAYLOAD).unwrap());
        for (at, color) in code.to_colors().into_iter().enumerate() {
            let (row, column) = (at / code.width(), at % code.width());
            assert_eq!(modules[row + 4][column + 4], color == Color::Dark, "{row} {column}");
        }
    }

    #[test]
    fn a_text_that_does_not_fit_is_refused() {
        assert!(matches!(png(&"x".repeat(3000)), Err(QrFailed::Code(_))));
    }
}
