"""What the checks of form report: marks, white space, capitals, repetition, leftovers and lists."""

from __future__ import annotations

import pytest

from tests.quality.test_checks import findings

WRONG = [
    # Figures that only the other language writes so.
    ("number-format", "The lake holds 2,345,600 fish.", "Hồ có 2,345,600 con cá."),
    ("number-format", "Tickets cost $3.75 each.", "Mỗi vé giá 3.75 đô la."),
    # Quotation marks and spaces.
    ("quotes", "Her “secret garden” is open.", "“Khu vườn bí mật“ của bà đã mở cửa."),
    ("white-space", "In the end, nobody came.", "Rốt cuộc ,không ai đến."),
    ("white-space", "They toured Hue, Da Nang and Vinh.", "Họ thăm Huế,Đà Nẵng và Vinh."),
    # Letters of other languages.
    ("homoglyph", "The water is cold.", "Nước ðang lạnh."),
    ("homoglyph", "Eat slowly.", "Hãy ǎn chậm."),
    # The mark at the end.
    ("end-punctuation", "She left early.", "Cô ấy về sớm.."),
    ("end-punctuation", "Is the shop open?", "Cửa hàng có mở không."),
    ("end-punctuation", "Could you help me?", "Anh giúp tôi được không."),
    ("end-punctuation", "The bus leaves at six.", "Xe buýt chạy lúc sáu giờ?"),
    ("end-punctuation", "The bus leaves at six.", "Xe buýt chạy lúc sáu giờ!"),
    ("end-punctuation", "Where did you leave the keys?", "Anh để chìa khóa ở đâu rồi."),
    ("end-punctuation", "Run!", "Chạy đi!."),
    ("quotes", "He calls it “progress” and smiles.", "Anh gọi đó là tiến bộ rồi mỉm cười."),
    ("markdown", "* Sweep the yard", "Quét sân"),
    ("capitals", "The shop on the corner sells old lamps.", "CỬA HÀNG Ở GÓC PHỐ BÁN ĐÈN CŨ."),
    # Words and phrases said twice.
    ("repeated-word", "The price of rice went up.", "Giá của của gạo tăng."),
    (
        "repeated-word",
        "The mayor thanked the teachers of the old village school.",
        "Thị trưởng cảm ơn các giáo viên của ngôi trường làng cũ của ngôi trường làng cũ.",
    ),
    ("repeated-word", "Lock the door before you leave.", "Hãy khóa cửa lại, hãy khóa cửa lại trước khi đi."),
    # Code and tags.
    ("markdown", "Run `flush` twice.", "Chạy `xả` hai lần."),
    ("tag", '<x id="4"/> is gone.', '<x id="5"/> đã mất.'),
    ("tag", '<b class="warm">Hot</b>', '<b class="nong">Nóng</b>'),
    # Parts left over.
    (
        "untranslated",
        "The worker must wear a helmet on site.",
        "Worker phải đội mũ bảo hiểm tại công trường.",
    ),
    ("untranslated", "The town wants wider streets and bigger houses.", "Thị trấn muốn bigger houses."),
    ("untranslated", "We asked the judge for an injunction.", "Chúng tôi xin thẩm phán an injunction."),
    ("untranslated", "The file(s) that you want are not here.", "The file(s) that you want are not here."),
    # Two translations of one source.
    ("double-translation", "The guests praised the cook.", "Khách khen ngợi/tán dương đầu bếp."),
    (
        "double-translation",
        "The picture cannot be printed.",
        "Không in được bức ảnh. Bức ảnh không thể in được.",
    ),
    ("double-translation", "The old man smiled at us.", "Ông già / Cụ già mỉm cười với chúng tôi."),
    # Lists with an item less.
    ("enumeration", "Open, print, rename, move", "Mở, in, di chuyển"),
    ("enumeration", "Sizes: small, medium, large.", "Cỡ: nhỏ và lớn."),
    (
        "enumeration",
        "Pack a lamp, a blanket, warm gloves and a kettle.",
        "Mang theo đèn, găng tay ấm và ấm nước.",
    ),
    # Another language.
    ("language", "Delete this folder?", "Supprimer ce dossier ?"),
    # Capitals.
    ("capitals", "They moved to Quang Tri last year.", "Năm ngoái họ chuyển đến Quảng trị."),
]
WRONG_BACK = [
    ("double-translation", "Xóa ảnh này.", "Remove Delete this photo."),
    ("double-translation", "Con tàu rất nhanh.", "The ship (the boat / the vessel) is very fast."),
    ("language", "Tệp bị hỏng.", "Archivo dañado."),
    ("language", "Đổi mật khẩu", "Passwort ändern"),
    ("capitals", "Thứ Tư này chúng tôi nghỉ.", "We are closed this wednesday."),
    ("capitals", "Tháng Mười trời mát.", "It is cool in october."),
    ("capitals", "Con tàu rời Mê Công hôm qua.", "The boat left the mekong yesterday."),
    ("number-format", "Tỉnh trồng 4.520.000 cây.", "The province planted 4.520.000 trees."),
    ("number-format", "Em được 7,25 ở môn sử.", "She got 7,25 in history."),
]
RIGHT = [
    ("The address is 10.120.255.001.", "Địa chỉ là 10.120.255.001."),
    ("Python 3.11 is out.", "Đã có Python 3.11."),
    ("In sections 4,5 and 6.", "Ở các mục 4,5 và 6."),
    ("He said “yes” and “no”.", "Anh ấy nói “có” và “không”."),
    ("Who knows?", "Nào ai hay."),
    ("Would you please wait here?", "Mời anh đợi ở đây."),
    ("Why do cats purr?", "Lý do mèo kêu gừ gừ"),
    ("How can I change the oil?", "Cách thay dầu"),
    ("- Sweep the yard", "• Quét sân"),
    ("Main menu", "TRÌNH ĐƠN CHÍNH"),
    ("“The Quiet River” won a prize.", "Dòng sông yên lặng đoạt giải."),
    ("Set the flag to false.", "Đặt cờ thành false."),
    ("She cooks canh chua for us.", "Cô ấy nấu canh chua cho chúng tôi."),
    ("He wears a khăn rằn, a checked scarf.", "Ông quàng khăn rằn."),
    ("I wonder who took my pen.", "Ai lấy bút của tôi thế nhỉ?"),
    ("What a view!", "Phong cảnh đẹp quá."),
    ("What a kind man.", "Anh ấy tốt bụng quá!"),
    ("Shall we quit the program?", "Thoát chương trình"),
    ("- Peel the onions.", "- Bóc vỏ hành;"),
    ("Caution: wet floor", "Chú ý! Sàn ướt."),
    ("Best regards,", "Trân trọng"),
    ("Dear colleagues:", "Thân gửi các bạn,"),
    ("Good evening, everyone.", "Xin chào mọi người!"),
    ("Tel: 3825 0147, ext. 6", "Điện thoại: 3825 0147, số lẻ 6."),
    ("p. 12, line 4", "Tr. 12, dòng 4"),
    ("They will march in May.", "Họ sẽ diễu hành vào tháng 5."),
    ("A dim and hazy road.", "Con đường mờ mờ ảo ảo."),
    ("Every village has a pond.", "Làng làng đều có ao."),
    ("The hens cackled.", "Đàn gà kêu quang quác."),
    ("The pump broke.", "Thiết bị bị hỏng."),
    ("The cake is snow-white.", "Cái bánh trắng phau phau."),
    ("He was in England when they called.", "Lúc họ gọi thì anh ở Anh anh à."),
    ("Files left: {n}", "{n, plural, other {# tệp còn lại}}"),
    ("Mrs Tran Thi Bich Ngoc resigned.", "Bà Trần Thị Bích Ngọc đã từ chức."),
    ("Obsolete keyword", "Từ khóa lỗi thời"),
    ("while (n > 0) { n -= 1; }", "while (n > 0) { n -= 1; }"),
    ("The field covers 40 m².", "Cánh đồng rộng 40 m²."),
    ("Run make install in this folder now.", "Chạy make install trong thư mục này ngay."),
    ("Chambers lost the case in court.", "Chambers thua kiện tại tòa."),
    ("It pays 9 million dong a month.", "Lương 9 triệu đồng/tháng."),
    ("Toggle the lamp.", "Bật/tắt đèn."),
    ("Parents or guardians must sign.", "Cha mẹ/người giám hộ phải ký."),
    ("You must sign here.", "Anh/chị phải ký ở đây."),
    ("She shut the door, lay down and slept.", "Cô đóng cửa, nằm xuống và ngủ."),
    ("Colours: red and white.", "Màu: đỏ, trắng."),
    ("The box weighs 34.5 kg and costs 20 USD.", "Thùng nặng 34,5 kg và giá 20 USD."),
    ("Sigurður lives in Hue.", "Sigurður sống ở Huế."),
]


@pytest.mark.parametrize(("name", "source", "target"), WRONG)
def test_slips_of_form_are_found(name: str, source: str, target: str) -> None:
    assert {f.check for f in findings(source, target, name)} == {name}


@pytest.mark.parametrize(("name", "source", "target"), WRONG_BACK)
def test_slips_of_form_are_found_the_other_way_round(name: str, source: str, target: str) -> None:
    assert {f.check for f in findings(target, source, name, reverse=True)} == {name}


@pytest.mark.parametrize(("source", "target"), RIGHT)
@pytest.mark.parametrize("reverse", [False, True])
def test_what_only_looks_like_a_slip_passes(source: str, target: str, reverse: bool) -> None:
    assert [(f.check, f.message) for f in findings(source, target, reverse=reverse)] == []


@pytest.mark.parametrize(
    ("source", "target", "name", "fixed"),
    [
        (
            "We have 1,250,000 users.",
            "Ta có 1,250,000 người dùng.",
            "number-format",
            "Ta có 1.250.000 người dùng.",
        ),
        ("At last, it rained.", "Cuối cùng ,trời mưa.", "white-space", "Cuối cùng, trời mưa."),
        ("The road is closed.", "Con ðường bị đóng.", "homoglyph", "Con đường bị đóng."),
    ],
)
def test_repairs(source: str, target: str, name: str, fixed: str) -> None:
    assert [f.fix for f in findings(source, target, name)] == [fixed]
