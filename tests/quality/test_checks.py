"""What each check reports, and what it lets pass: pairs that read as its specification."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import Finding, Severity, Unit
from toolkit.quality import CHECKS, check


def findings(source: str, target: str, name: str = "", *, reverse: bool = False) -> list[Finding]:
    """Findings on one English–Vietnamese pair, or on the same pair the other way round."""
    unit = Unit("1", target, source) if reverse else Unit("1", source, target)
    codes = ("vi", "en") if reverse else ("en", "vi")
    select = [name] if name else []
    return list(check([unit], source_language=codes[0], target_language=codes[1], select=select))


WRONG = [
    ("number", "The firm earned 1,234.5 million.", "Công ty thu về 1.243,5 triệu."),
    ("number", "It has 25 rooms.", "Nó có phòng."),
    ("number", "It has rooms.", "Nó có 25 phòng."),
    ("number", "It is 3.5 m wide.", "Nó rộng 35 m."),
    ("number", "It cost 3 million.", "Nó giá 3 tỷ."),
    ("number", "Twenty people came.", "Ba mươi người đã đến."),
    ("number", "Needs version 7.22.0.", "Cần phiên bản 7.12.0."),
    ("number-format", "It has 7,000 islands.", "Nó có 7,000 đảo."),
    ("date", "On August 7, 2023 it rained.", "Ngày 8/7/2023 trời mưa."),
    ("date", "It ends on May 19, 2021.", "Nó kết thúc ngày 19 tháng 4 năm 2021."),
    ("unit", "The water rose 20 feet.", "Nước dâng 20 mét."),
    ("unit", "Within 20 days.", "Trong vòng 20 tháng."),
    ("percentage", "Shares fell 20%.", "Cổ phiếu giảm 20."),
    ("percentage", "Add 15 litres.", "Thêm 15%."),
    ("identifier", "Directive No. 24-CT/TU", "Chỉ thị số 24-CT/TW"),
    ("identifier", "The A380 landed.", "Chiếc A320 hạ cánh."),
    ("name", "Can I wait for Tom?", "Tôi đợi Christopher được không?"),
    ("placeholder", "%s: cannot open", "%d: không thể mở"),
    ("placeholder", "Hello {name}", "Chào"),
    ("placeholder", "%s has type %o", "%o có kiểu %s"),
    ("tag", "A <b>bold</b> word", "Một từ <b>đậm<b>"),
    ("tag", 'A "quoted" word', "Một từ &quot;trích&quot;"),
    ("link", "See https://example.org/a", "Xem https://example.org/b"),
    ("option", "Use --force here.", "Dùng --focre ở đây."),
    ("untranslated", "The house is big and old.", "The house is big and old."),
    ("untranslated", "He sat in the house on the hill.", "Anh ấy ngồi in the house on the hill."),
    ("diacritics", "I live in a small house.", "Toi song trong mot ngoi nha nho."),
    ("diacritics", "I want to go home now.", "Tôi muốn về nhà thoat ra ngay."),
    ("negation", "He did not come to the party.", "Anh ấy đã đến dự tiệc."),
    ("negation", "He came to the party.", "Anh ấy đã không đến dự tiệc."),
    ("length", "A long sentence that says a good many things about a subject.", "Một câu."),
    ("length", "A short sentence, no more.", "Một câu ngắn. " * 8),
    ("repeated-text", "Do not speak now.", "Đừng nói lúc này. Đừng nói lúc này."),
    ("repeated-word", "Why do you want to know?", "Bạn muốn biết để để làm gì?"),
    ("mojibake", "This road is old.", "Con đường này cũ.".encode().decode("cp1252", "replace")),
    ("question-marks", "He is sick.", "Anh ?y b? ?m."),
    ("normalisation", "House", unicodedata.normalize("NFD", "Nhà ở")),
    ("weekday", "Open from Monday to Friday.", "Mở cửa từ thứ Hai đến thứ Bảy."),
    ("acronym", "The FTPS port is closed.", "Cổng FTP đã đóng."),
    ("currency", "Rice sells at 20,000 dong a kilo.", "Gạo bán 20.000 đô la/kg."),
    ("enumeration", "Buy a hammer, a ladder, nails and paint.", "Hãy mua búa, đinh và sơn."),
    ("added-part", "The museum is closed.", "Bảo tàng đóng cửa và học sinh phải mua vé ở trường."),
    ("opposite", "Few people knew the song.", "Nhiều người biết bài hát này."),
    ("opposite", "Most of the students passed.", "Tất cả sinh viên đều đỗ."),
    (
        "untranslated",
        "The child opened an umbrella during the storm.",
        "Đứa bé mở an umbrella trong cơn bão.",
    ),
    ("untranslated", "Tired soldiers crossed rivers at night.", "Ban đêm, tired soldiers crossed sông."),
    ("double-translation", "Delete", "Xóa / Xóa bỏ"),
    ("markdown", "**Note:** read this first.", "** Lưu ý:** đọc phần này trước."),
    ("markdown", "![A map](img/map.png)", "[Bản đồ](img/map.png)"),
    ("capitals", "KEEP OUT", "cấm vào"),
    ("capitals", "He is tired. He wants to sleep.", "Anh ấy mệt. anh ấy muốn ngủ."),
    ("invisible", "The time limit", "Thời h\u200bạn"),
    ("homoglyph", "responsibility", "trá\u0441h nhiệm"),
    ("brackets", "A word (or two)", "Một từ hay hai từ)"),
    ("quotes", 'A "good" word', 'Một từ "hay'),
    ("end-punctuation", "Is it raining?", "Trời đang mưa."),
    ("white-space", "Two words", "Hai  từ"),
    ("white-space", "A line\n", "Một dòng"),
    ("capitals", "Are you here now?", "BẠN CÓ Ở ĐÂY KHÔNG?"),
    ("capitals", "Are you here now?", "bạn có ở đây không?"),
    ("omission", "Something", ""),
    ("misalignment", "The cat slept on the sofa all day.", "Chính phủ sẽ xây thêm trường học ở miền núi."),
    ("omitted-part", "He closed the window and turned off the old lamp before bed.", "Anh ấy đóng cửa sổ."),
    ("added-part", "The house is old.", "Ngôi nhà cũ. Hàng xóm của chúng tôi rất thân thiện."),
    ("truncation", "We need a better plan to save the old forest.", "Chúng ta cần một kế hoạch tốt hơn và"),
    ("opposite", "Prices increased last year.", "Giá cả giảm vào năm ngoái."),
    ("weekday", "The meeting is on Tuesday.", "Cuộc họp vào thứ Năm."),
    ("weekday", "In January it is cold.", "Tháng Sáu trời lạnh."),
    ("time", "The film starts at 8:30 p.m.", "Phim bắt đầu lúc 8 giờ 30 sáng."),
    ("currency", "They raised $3 million.", "Họ quyên được 3 triệu đồng."),
    ("time", "We left at half past two in the afternoon.", "Chúng tôi đi lúc ba giờ rưỡi chiều."),
    ("number", "They drifted for four days.", "Họ trôi dạt suốt năm ngày."),
    ("number", "He bought three dozen eggs.", "Anh ấy mua hai tá trứng."),
    ("number-format", "The rate rose to 4.25%.", "Lãi suất tăng lên 4.25%."),
    (
        "ordinal",
        "She was the fourth speaker and the first woman.",
        "Bà là diễn giả thứ năm và là phụ nữ đầu tiên.",
    ),
    ("ordinal", "It came 21st.", "Nó về thứ 20."),
    ("misspelt-name", "He studied in Cambridge.", "Ông học ở Cambirdge."),
    ("misspelt-name", "Nina Farrell won.", "Nina Farell thắng."),
    ("diacritics", "The old war ended.", "Cuộc chiên tranh cũ đã kết thúc."),
    ("negation", "The failure stopped the work.", "Thất bại này không làm công việc dừng lại."),
    ("negation", "Do not show it to anyone.", "Hãy cho bất kỳ ai xem."),
    ("mojibake", "The small cafe was full.", "Quán cafÃ© nhỏ đã kín chỗ."),
    ("mojibake", "It rained at night.", "Đêm mưa giáº£m dần."),
    ("order", "Tom is taller than Mary.", "Mary cao hơn Tom."),
    ("order", "Class A has 32 pupils and class B has 28.", "Lớp A có 28 học sinh và lớp B có 32."),
    ("acronym", "The WHO declared an emergency.", "WTO đã tuyên bố tình trạng khẩn cấp."),
    ("enumeration", "It sells apples, oranges, pears and grapes.", "Nó bán táo, cam và nho."),
    ("name", "Nguyen Van Minh teaches mathematics.", "Nguyễn Văn Nam dạy toán."),
    ("markdown", "## Getting started", "# Bắt đầu"),
    ("path", "Open config.yaml and edit it.", "Mở config.yml và sửa."),
    ("option", "Pass -r to copy folders.", "Dùng -R để chép thư mục."),
    ("placeholder", "Run $HOME/bin first", "Chạy $NHÀ/bin trước"),
    ("placeholder", "Put %1$s into %2$s", "Chép %1$s vào %3$s"),
    ("diacritics", "The city is building an airport.", "Thanh phố đang xây một sân bay."),
    ("untranslated", "We need money for the hospital.", "Chúng ta cần money cho bệnh viện."),
    ("language", "The meeting was postponed.", "会议被推迟了。"),
    ("brackets", "The fee (tax included) is low.", "Mức phí đã gồm thuế thấp."),
    ("quotes", 'Click "OK" to close.', "Nhấp OK để đóng."),
    ("misalignment", "Is the bridge strong?", "Con mèo uống sữa."),  # few words, and a question on one side
    ("misalignment", "Nine rivers flow into this lake.", "Vui lòng tắt điện thoại. Xin cảm ơn quý khách."),
    (
        "omitted-part",
        "As the old pump and its pipe were broken, we carried water from the well.",
        "Chúng tôi gánh nước từ giếng về.",
    ),
    ("added-part", "The shop sells fruit.", "Cửa hàng bán trái cây, phục vụ khách du lịch nước ngoài."),
    ("misspelt-name", "Doctor Harriet Larkinge spoke.", "Bác sĩ Harriet Larking phát biểu."),
    ("order", "Tom told Mary about Anna.", "Anna kể với Tom về Mary."),
    ("truncation", "He sat in the old garden.", "Ông ngồi trong."),
    ("negation", "Nobody may smoke here.", "Ai cũng được hút thuốc ở đây."),
    ("negation", "She went out without a coat.", "Cô ấy mặc áo khoác ra ngoài."),
    ("negation", "He left without paying the bill.", "Anh ấy đi rồi trả tiền hóa đơn."),
    ("opposite", "The upper shelf is full.", "Ngăn phía dưới đã đầy."),
    ("opposite", "Rents went up last year.", "Giá thuê nhà đã giảm vào năm ngoái."),
    ("limit", "Entry is free for people over 60.", "Miễn phí vé vào cửa cho người dưới 60 tuổi."),
    ("date", "The contract of May 4, 2012 has ended.", "Hợp đồng ngày 4 tháng 5 đã kết thúc."),
    ("addition", "", "Một cái gì đó"),
]


@pytest.mark.parametrize(("name", "source", "target"), WRONG)
def test_errors_are_found(name: str, source: str, target: str) -> None:
    assert [f.check for f in findings(source, target, name)][:1] == [name]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("The firm earned $1.2 billion in 2023.", "Công ty thu về 1,2 tỷ USD năm 2023."),
        ("About 1.5 million people.", "Khoảng 1.500.000 người."),
        ("Between 10 and 12 million people.", "Từ 10 triệu đến 12 triệu người."),
        ("Two thousand people came.", "2.000 người đã đến."),
        ("It lasted two million years.", "Nó kéo dài hai triệu năm."),
        ("A dozen eggs.", "12 quả trứng."),
        ("The 18th century.", "Thế kỷ XVIII."),
        ("In the 1990s prices rose 3.5%.", "Trong những năm 90, giá tăng 3,5 phần trăm."),
        ("The term 2020-2025.", "Nhiệm kỳ 2020-2025."),
        ("The 2020/21 season.", "Mùa giải 2020-2021."),
        ("He woke up at 5:30 p.m.", "Anh ấy dậy lúc 17 giờ 30."),
        ("At 9 a.m.", "Lúc 9 giờ sáng"),
        ("It is 9:00 now.", "Bây giờ là 9 giờ."),
        ("On Monday we met.", "Thứ 2 chúng tôi gặp nhau."),
        ("He ran 5 miles.", "Anh ấy chạy 8 km."),
        ("It was 98.6 °F.", "Nhiệt độ là 37 °C."),
        ("Directive No. 24-CT/TU of August 7, 2023.", "Chỉ thị số 24-CT/TU ngày 7/8/2023."),
        ("From 16 to 18 July 2010.", "Từ 16 đến 18/7/2010."),
        ("Chapter 1.", "Chương một."),
        ("Version 2.10.20 is out.", "Đã có phiên bản 2.10.20."),
        ("Two-thirds of them.", "2/3 trong số họ."),
        ("They were not unhappy.", "Họ hạnh phúc."),
        ("Don't forget!", "Hãy nhớ!"),
        ("It is invalid.", "Nó không hợp lệ."),
        ("Aren't you tired?", "Bạn có mệt không?"),
        ("He slowly walked away.", "Anh ấy từ từ bước đi."),
        ("It is five years old.", "Nó được năm năm tuổi."),
        ("The film City of Stars won.", "Phim City of Stars đã thắng."),
        ('He said "yes".', "Anh ấy nói “vâng”."),
        ("a) first (b) second", "a) thứ nhất (b) thứ hai"),
        ("Copy <file> to <folder>.", "Chép <tệp> vào <thư mục>."),
        ("%s: %d files", "%s: %d tệp"),
        ("%1$s has %2$d", "Có %2$d trong %1$s"),
        ("ISO-8859-6 text", "văn bản ISO 8859-6"),
        ("It was a quarter to nine.", "Lúc đó là 8 giờ 45."),
        ("Lunch is at half past twelve.", "Bữa trưa lúc 12 giờ rưỡi."),
        ("The talk took 90 minutes.", "Buổi nói chuyện dài một tiếng rưỡi."),
        ("An 18-month-old girl slept.", "Một bé gái một tuổi rưỡi đã ngủ."),
        ("Thirty-six eggs broke.", "Ba tá trứng bị vỡ."),
        ("Twenty years have passed.", "Hai mươi năm đã trôi qua."),
        ("Call +84 24 3999 5678 now.", "Hãy gọi ngay số (024) 3999 5678."),
        ("The pharmacy is open 24/7.", "Nhà thuốc mở cửa cả ngày lẫn đêm."),
        ("A ticket costs VND45,000.", "Vé có giá 45.000 đồng."),
        ("Heat the oven to 350°F.", "Làm nóng lò ở 175°C."),
        ("We met on Christmas Eve.", "Chúng tôi gặp nhau ngày 24/12."),
        ("He is too old to run.", "Ông ấy già quá không chạy được."),
        ("The driver is unable to stop.", "Tài xế không thể dừng lại."),
        ("The bar is open until 12 a.m.", "Quán mở đến nửa đêm."),
        ("The last train leaves at 11.15 p.m.", "Chuyến tàu cuối chạy lúc 23h15."),
        ("Output rose by 100 percent.", "Sản lượng tăng gấp đôi."),
        ("Card 9704 2292 0123 4567 was lost.", "Thẻ 9704229201234567 đã bị mất."),
        ("Add it with bitext memory add now.", "Hãy thêm bằng bitext memory add ngay."),
        ("Known: bleu, chrf, ter.", "Có: bleu, chrf, ter."),
        ("Nobody but Mai knew.", "Chỉ có Mai biết."),
        ("She could not help laughing.", "Cô ấy bật cười."),
        ("It will soon be dark.", "Chẳng mấy chốc trời sẽ tối."),
        ("The home team won 2–0.", "Đội chủ nhà thắng hai không."),
        ("In Singapore it rained.", "Ở Singapo trời mưa."),
        ("He lives in comfort.", "Anh ta sống trong nhung lụa."),
        ("OK", "OK"),
        ("Linux", "Linux"),
        ("She became a member of the club.", "Cô ấy trở thành thành viên của câu lạc bộ."),
        ("A NUL byte ends it.", "Một byte NULL kết thúc nó."),
        ("Open Monday to Friday.", "Mở cửa từ thứ Hai đến thứ Sáu."),
        ("cp --recursive photos backup", "cp --recursive photos backup"),
        ("We have a few questions.", "Chúng tôi có một ít câu hỏi."),
        # Lists, addresses, results and names in another order.
        ("We ship to Chile, Peru, Cuba and Kenya.", "Chúng tôi giao hàng đến Kenya, Chile, Peru và Cuba."),
        ("Dr Minh Tran is in charge.", "Bác sĩ Trần Văn Minh phụ trách."),
        ("The team lost 1–3.", "Đội nhà thua 3–1."),
        ("Open Tue–Sat.", "Mở cửa từ thứ Ba đến thứ Bảy."),
        # Words that may end a sentence after all.
        ("This umbrella is his.", "Chiếc ô này là của anh ấy."),
        ("The sky became clear.", "Trời trở nên trong."),
        # Who asks so wants no answer.
        ("Nobody would believe that!", "Ai mà tin được chuyện đó!"),
        ("Nothing is dearer than home.", "Còn gì quý hơn tổ ấm."),
        # Two that make a yes, and what is denied in other words.
        ("Everybody knows his name.", "Chẳng ai là không biết tên ông."),
        ("No one can resist these cakes.", "Ai cũng mê món bánh này."),
        ("The accused pleaded not guilty.", "Bị cáo kêu oan."),
        ("Attendance is optional.", "Việc tham dự là không bắt buộc."),
        ("The stay may not exceed 30 days.", "Thời gian lưu trú tối đa là 30 ngày."),
        ("Ask her if she eats fish.", "Hỏi xem cô ấy có ăn cá không."),
        ("No more than 60 people came.", "Có không quá 60 người đến."),
        # Turns of phrase have no word in common, and are too short to tell from texts that do not belong.
        ("It was a piece of cake.", "Dễ như ăn bánh."),
        ("Speak of the devil!", "Vừa nhắc Tào Tháo!"),
        ("That takes the biscuit.", "Đến thế là cùng."),
        ("She walked out on him.", "Chị bỏ anh mà đi."),
        ("The decree takes effect in March.", "Nghị định có hiệu lực từ tháng 3."),
    ],
)
@pytest.mark.parametrize("reverse", [False, True])
def test_good_translations_pass(source: str, target: str, reverse: bool) -> None:
    assert [(f.check, f.message) for f in findings(source, target, reverse=reverse)] == []


@pytest.mark.parametrize(
    ("source", "target", "name", "fixed"),
    [
        ("Two words", "Hai  từ", "white-space", "Hai từ"),
        ("It has 7,000 islands.", "Nó có 7,000 đảo.", "number-format", "Nó có 7.000 đảo."),
        ("Born in 1884.", "Sinh năm 1848.", "number", "Sinh năm 1884."),
        ("It is 41.6 kg.", "Nó nặng 41,7 kg.", "number", "Nó nặng 41,6 kg."),
        ("No. 12/2015/NĐ-CP", "Số 12/2015/TT-CP", "identifier", "Số 12/2015/NĐ-CP"),
        ("To know", "Để để biết", "repeated-word", "Để biết"),
        ("The time", "Thời\u200b gian", "invisible", "Thời gian"),
        ("You came", "bạn đã đến", "capitals", "Bạn đã đến"),
        ("Salt & pepper", "Muối &amp; tiêu", "tag", "Muối & tiêu"),
        ("She lives in Vietnam now.", "Cô ấy nay sống ở việt nam.", "capitals", "Cô ấy nay sống ở Việt Nam."),
        ("Run `make install` now.", "Chạy make install ngay.", "markdown", "Chạy `make install` ngay."),
        ("Edit /etc/hosts now.", "Sửa /etc/host ngay.", "path", "Sửa /etc/hosts ngay."),
        ("That is right. I agree.", "Đúng vậy.Tôi đồng ý.", "white-space", "Đúng vậy. Tôi đồng ý."),
    ],
)
def test_certain_fixes(source: str, target: str, name: str, fixed: str) -> None:
    assert [f.fix for f in findings(source, target, name)] == [fixed]


def test_spans_point_into_the_strings() -> None:
    (found,) = findings("Born in 1884.", "Sinh năm 1848.")
    assert found.source_span is not None and found.target_span is not None
    assert "Born in 1884."[slice(*found.source_span)] == "1884"
    assert "Sinh năm 1848."[slice(*found.target_span)] == "1848"
    assert found.values == ("1884", "1848")
    assert found.category == "accuracy" and found.severity is Severity.ERROR


def test_an_unaligned_segment_is_a_warning_an_empty_target_an_error() -> None:
    bead = Unit("1", "Some text", "", bead="1-0")
    plain = Unit("2", "Some text", "")
    assert [f.severity for f in check([bead, plain])] == [Severity.WARNING, Severity.ERROR]


def test_no_repair_is_certain_where_something_graver_is_wrong() -> None:
    found = findings("It has 25 rooms.", "Nó có  52 phòng với %s.")
    assert {f.check for f in found} >= {"number", "placeholder", "white-space"}
    assert [f.fix for f in found if f.check == "white-space"] == [None]


@given(
    st.text(max_size=80),
    st.text(max_size=80),
    st.sampled_from(["en", "vi", "und", "ar", "zh"]),
    st.sampled_from(["en", "vi", "und", "ar", "zh"]),
)
def test_any_pair_passes_and_spans_stay_inside(source: str, target: str, one: str, other: str) -> None:
    for found in check(
        [Unit("1", source, target)], source_language=one, target_language=other, ignore=["language"]
    ):
        for span, text in ((found.source_span, source), (found.target_span, target)):
            assert span is None or 0 <= span.start <= span.end <= len(text)
        assert found.check in CHECKS and found.message


NUMBERS = ["1", "2,5", "triệu", "million", "7/8/2023", "tháng", "May", "24-CT/TU"]
MARKS = ["%s", "%d", "<b>", "</b>", "(", ")", "“", "”", "&amp;", "http://a", "?", "--", "không", "not"]
FRAGMENTS = st.lists(st.sampled_from(NUMBERS + MARKS), max_size=25).map(" ".join)


@given(FRAGMENTS, FRAGMENTS)
def test_fragments_of_everything_pass(source: str, target: str) -> None:
    list(check([Unit("1", source, target)], source_language="en", target_language="vi", ignore=["language"]))


@pytest.mark.parametrize(
    "piece", ["(", "1,", "%", "<a ", "&", "không ", "a", "\u200b", "“", " ", "1-", "http://", "Ä‘"]
)
def test_hostile_length(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    list(
        check([Unit("1", text, text + "x")], source_language="en", target_language="vi", ignore=["language"])
    )


@pytest.mark.parametrize(
    "form", ["{} ", "{}/1/2020 ", "{}-CT/TU ", "%({})s ", "<a{}></a{}> ", "Kx{} ", "w{} w{} "]
)
def test_many_different_things_stay_affordable(form: str) -> None:
    source = "".join(form.replace("{}", str(n % 28 + 1)) + str(n) + " " for n in range(3_000))
    target = "".join(form.replace("{}", str(n % 28 + 1)) + str(n + 5_000) + " " for n in range(3_000))
    list(check([Unit("1", source, target)], source_language="en", target_language="vi", ignore=["language"]))
