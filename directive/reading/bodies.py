"""The words that names of bodies are made of, folded, as patterns."""

from __future__ import annotations

import re


def longest_first(*words: str) -> re.Pattern[str]:
    """Return a pattern for any of the words, up to the end of a word.

    The words are letters, blanks, commas, "&" and "-": nothing to escape.
    """
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(ordered) + r")(?!\w)")


# Fields with a comma or "và" inside: "Sở Văn hóa, Thể thao và Du lịch" is one name.
FIELDS = (
    "nông nghiệp và môi trường", "nn và mt", "nn&mt",
    "nông nghiệp và phát triển nông thôn", "nn&ptnt", "tài nguyên và môi trường",
    "tn&mt", "khoa học và công nghệ", "kh&cn", "khcn", "giáo dục và đào tạo",
    "gd&đt", "gdđt", "văn hóa, thể thao và du lịch", "vh,tt&dl", "vhttdl",
    "vhtt&dl", "văn hóa và thể thao", "vh&tt", "du lịch", "dân tộc và tôn giáo",
    "dân tộc - tôn giáo", "kế hoạch và đầu tư", "kh&đt",
    "lao động - thương binh và xã hội", "lao động, thương binh và xã hội",
    "lđtbxh", "lđ-tb&xh", "thông tin và truyền thông", "tt&tt",
    "giao thông vận tải", "gtvt", "quy hoạch - kiến trúc", "nội vụ", "tư pháp",
    "tài chính", "công thương", "xây dựng", "y tế", "ngoại vụ", "ngoại giao",
    "quốc phòng", "công an", "an toàn thực phẩm", "dân tộc",
)  # fmt: skip
FIELD = longest_first(*FIELDS)

UNIT = (
    r"(?:xã(?! hội)|phường|đặc khu|thị trấn|huyện|quận|thị xã|tỉnh(?! ủy| đoàn)"
    r"|thành phố|thôn|tổ dân phố)"
)
UNITED = re.compile(r"(?:thành phố|tỉnh|phường|xã|đặc khu)(?!\w)")
UNITS = rf"{UNIT}(?:(?:, | và |/|, và ){UNIT})*(?!\w)"
LEVEL = rf"(?:cấp (?:{UNIT}|cơ sở)(?:(?:, | và )(?:cấp )?{UNIT})*(?!\w)|các cấp)"
COUNCIL = r"(?:ủy ban nhân dân|ủy ban nhân(?= thành phố)|ubnd|hội đồng nhân dân|hđnd)"
COUNCILS = rf"{COUNCIL}(?: \(ubnd\))?(?:(?:, | và ){COUNCIL})*(?!\w)"

# What several bodies are called together. A bare one ("đơn vị") names nobody:
# it needs "các" before it or a second one beside it.
COMMON = (
    "sở", "ban", "ngành", "sở ngành", "ban ngành", "ban, ngành", "bộ",
    "cơ quan ngang bộ",
    "cơ quan thuộc chính phủ", "cơ quan trung ương", "cơ quan chuyên môn",
    "cơ quan hành chính khác", "cơ quan hành chính", "cơ quan nhà nước",
    "cơ quan báo chí", "cơ quan thông tấn, báo chí", "cơ quan thông tấn báo chí",
    "cơ quan truyền thông", "cơ quan quản lý nhà nước", "cơ quan quản lý cấp trên",
    "cơ quan chủ quản", "cơ quan đảng", "cơ quan",
    "đơn vị sự nghiệp công lập", "đơn vị sự nghiệp",
    "đơn vị chủ rừng", "đơn vị thành viên", "đơn vị cấp nước sạch", "đơn vị cấp nước",
    "đơn vị",
    "cấp ủy", "cấp ủy đảng", "tổ chức đảng", "chính quyền", "hộ gia đình",
    "hộ kinh doanh", "tỉnh, thành phố", "tỉnh", "xã, phường, đặc khu", "xã, phường",
    "cơ sở sản xuất, kinh doanh", "cơ sở sản xuất", "cơ sở nuôi trồng thủy sản",
    "thành viên ban chỉ đạo", "tổ chức tín dụng", "ngân hàng thương mại",
    "chủ tàu", "chủ hồ", "chủ cơ sở", "hiệp hội",
    "hiệp hội xã hội nghề nghiệp", "địa phương", "đoàn thể",
    "hội đoàn thể", "hội, đoàn thể", "tổ chức chính trị - xã hội",
    "tổ chức chính trị-xã hội", "tổ chức đoàn thể", "tổ chức", "hội",
    "doanh nghiệp", "doanh nghiệp nhà nước", "doanh nghiệp vận tải",
    "doanh nghiệp viễn thông", "doanh nghiệp viễn thông, internet",
    "doanh nghiệp bưu chính, viễn thông", "doanh nghiệp bảo hiểm",
    "chủ đầu tư", "chủ rừng là tổ chức", "chủ rừng", "nhà thầu",
    "tập đoàn", "tổng công ty", "trường", "cơ sở giáo dục", "lực lượng chức năng",
    "lực lượng vũ trang", "phòng chuyên môn", "phòng, ban", "ban quản lý dự án",
    "cá nhân", "chính quyền địa phương", "chính quyền các cấp", "cơ sở y tế",
    "hợp tác xã",
)  # fmt: skip
COMMON_NOUN = longest_first(*COMMON)
ALL_OF = re.compile(r"(?:tất cả |toàn thể |hệ thống )?(?:các|những|mỗi|mọi) ")
AND = re.compile(r"(?:, | và |; )")
TAIL = re.compile(
    r"(?: (?:có )?liên quan(?! đến)| chức năng(?!,? nhiệm vụ)| chuyên môn"
    rf"| (?:trực )?thuộc (?:{COUNCILS}|bộ|sở|chính phủ|tỉnh|thành phố)(?: {UNIT})?"
    r"| trực thuộc(?! tỉnh)"
    r"| (?:của |trong |trên địa bàn )?(?:tỉnh|thành phố|thủ đô)(?! trực)(?!\w)"
    rf"| {LEVEL}"
    r"| khác| nhà nước| trung ương| địa phương| ở địa phương| sử dụng"
    r"| (?:do|được) đảng(?:,| và) nhà nước giao nhiệm vụ"
    r"| được (?:giao|phân công)(?: nhiệm vụ)?(?: chủ trì| phối hợp)?(?: thực hiện)?"
    r"(?: (?:các )?nhiệm vụ)?"
    r"| trên địa bàn)*"
)
# "Các sở: Nội vụ, Tài chính": one name for several bodies of one sort.
FIELDS_OF = re.compile(r"(?:các )?(?:sở|bộ)(?:, (?:ban|ngành|cơ quan))* ?: ?")
COUNCIL_NAME = re.compile(
    rf"{COUNCILS}(?: {LEVEL}|(?: các)?(?: {LEVEL}| {UNITS})?)"
    r"(?: trực thuộc trung ương)?(?: ?: )?"
)
FIELD_HEAD = re.compile(r"(?:các )?(?:sở|bộ|ban) ")
FIELD_TAIL = re.compile(rf" {UNIT}(?!\w)")
POST = re.compile(
    r"(?:(?:các )?đồng chí |các (?=ủy viên|thành viên|bộ trưởng|thứ trưởng"
    r"|giám đốc|chủ tịch|thủ trưởng|phó ))?(?:phó )?"
    r"(?:giám đốc|chủ tịch|thủ trưởng"
    r"|người đứng đầu|trưởng ban"
    r"|(?:thứ |bộ )trưởng|chủ nhiệm|tổng giám đốc|cục trưởng|hiệu trưởng"
    r"|bí thư|lãnh đạo"
    r"|trưởng phòng|ủy viên(?: thường trực| kiêm)?"
    r"|thành viên(?= (?:ban|hội đồng|tổ|đoàn)(?! hành)(?!\w))"
    r"|chánh(?= văn phòng| thanh tra)|chi cục trưởng|trưởng(?= công an"
    r"| (?:các )?(?:phòng|ban)))(?!\w) ?"
)
# "các đồng chí Bộ trưởng, Thủ trưởng …", "người đứng đầu các A, các B": one head.
SHARED_POST = re.compile(r"các |người đứng đầu|thủ trưởng")
MORE_POSTS = re.compile(r"(?:, | và )(?=thủ trưởng )")
MORE_GROUPS = re.compile(r"(?:, | và )")
# "Các chủ rừng là tổ chức (các Ban quản lý …)": a list that defines the name.
DEFINITION = re.compile(r" \((?:các|gồm|bao gồm) [^()]{4,160}\)")
# One office of two councils: its name holds an "và".
OFFICE = re.compile(
    r"văn phòng (?:đoàn (?:đại biểu quốc hội|đbqh)|hđnd|hội đồng nhân dân)"
    rf"(?:,| và|-| -) {COUNCIL}(?:(?:,| và) {COUNCIL})*(?: {LEVEL}| {UNIT})?(?!\w)"
)
# Heads of single bodies whose names go on in free words.
HEAD = re.compile(
    r"(?:tổng cục|chi cục|cục|vụ|sở|thanh tra|công an|bộ chỉ huy|bộ chqs|bộ tư lệnh"
    r"|bộ đội biên phòng|ban quản lý|ban chỉ huy|ban chỉ đạo|ban tổ chức|ban tuyên giáo"
    r"|ban dân vận|ban dân tộc|ban|bộ|văn phòng|vp|vpub|trung tâm|viện kiểm sát|viện"
    r"|trường|đại học|bệnh viện"
    r"|hội (?:nông dân|(?:liên hiệp )?phụ nữ|cựu chiến binh|chữ thập đỏ|khuyến học"
    r"|người cao tuổi|luật gia|doanh nghiệp|đồng)|cổng thông tin|thông tấn xã"
    r"|bưu điện|điện lực|chi nhánh"
    r"|báo(?: và (?:đài )?phát thanh(?:,| -| và)? truyền hình)?|đài|kho bạc"
    r"|bảo hiểm xã hội|bhxh|ngân hàng|thuế|hải quan|thống kê"
    r"|ủy ban|mặt trận"
    r"|mttq|liên hiệp"
    r"|liên đoàn|hội|đoàn|tỉnh đoàn|thành đoàn|liên minh|hiệp hội|quỹ|tổng công ty"
    r"|công ty|tập đoàn|phòng|tòa án|viện kiểm sát|đảng ủy|thành ủy|tỉnh ủy|huyện ủy"
    r"|thường trực|chính phủ|thủ tướng|phó thủ tướng|lực lượng|tổ công tác"
    r"|chủ đầu tư|nhà đầu tư|nhà thầu|kiểm toán(?= nhà nước)|quốc hội|đảng bộ"
    r"|hạt kiểm lâm|đồn biên phòng|bảo tàng|thư viện|học viện|quân khu|nhà máy"
    r"|vườn quốc gia|khu bảo tồn|phân viện|cảng vụ|tạp chí|nhà xuất bản"
    r"|các(?= (?:vụ|cục|chi cục|tập đoàn|tổng công ty|trường|viện|trung tâm|hội|ban"
    r"|phòng|ủy ban|công ty|huyện|đoàn|thành viên|lực lượng)))(?!\w)"
)
# Heads that are verbs or common nouns as well: "Thống kê tai nạn", "Các nội dung".
DOUBLE = frozenset(
    {
        "thống kê", "thanh tra", "báo", "các", "hội", "đoàn", "ban", "bộ", "vụ",
        "trường", "phòng", "lực lượng", "đài", "quỹ", "viện",
}
)  # fmt: skip
WORD = re.compile(r"[\w&]+(?:[-/.][\w&]+)*")
SEPARATOR = re.compile(
    r" ?[;,] (?:và |cùng với |cùng )?|,? (?:và|cùng với|cùng|hoặc) (?:với )?"
)
# Syllables that verbs and function words begin with: a free name ends before them.
STOPS = frozenset(
    {
        "chủ", "phối", "có", "theo", "để", "trong", "tại", "về", "khi", "trước", "sau",
        "với", "cùng", "và", "tiếp", "khẩn", "căn", "thực", "là", "đã", "sẽ", "được",
        "chịu", "tổ", "tham", "báo", "tổng", "rà", "kiểm", "hướng", "chỉ", "tăng",
        "đẩy", "tập", "thường", "kịp", "xem", "trình", "gửi", "cần", "phải", "bảo",
        "đảm", "triển", "đôn", "nghiên", "khảo", "cung", "bố", "cân", "ban", "lập",
        "nhằm", "như", "nếu", "do", "qua", "mà", "thì", "đề", "yêu", "làm", "từ",
        "kết", "thông", "những", "tình", "việc", "số", "đến", "hoặc", "trên", "của",
        "đồng", "trân", "xin", "xác", "giải", "phê", "thẩm", "tự",
        "ngay", "hằng", "hàng", "mỗi", "họp", "xét", "kiện", "định", "chậm",
        "vào", "nêu", "quyết", "xây", "điều", "cử", "lấy", "lựa", "nắm", "tuân", "duy",
        "nâng", "cập", "khắc", "rút", "tuyên", "trực",
        "mở", "dành", "đưa", "treo", "giao",
    }
)  # fmt: skip
# Nouns of two syllables in names, one of which begins a verb elsewhere.
NOUNS = frozenset(
    {
        "phát triển", "viễn thông", "giao thông", "truyền thông", "phổ thông",
        "dự báo", "cảnh báo", "báo chí", "kiểm định", "giám định", "đăng kiểm",
        "kiểm lâm", "kiểm ngư", "kiểm dịch", "kiểm sát", "kiểm toán", "kiểm nghiệm",
        "thực phẩm", "thực vật", "thực hành", "công trình", "chương trình",
        "trật tự", "cộng đồng", "hội đồng", "học tập", "tập đoàn", "tập thể",
        "tư xây", "trình xây", "liệu xây", "án xây", "lý xây", "ban điều",
        "bảo hiểm", "bảo tàng", "bảo tồn", "bảo trợ", "bảo hộ", "hướng nghiệp",
        "tổ quốc", "chủ tịch", "dân chủ", "tự nhiên", "giải phóng", "chỉ huy",
        "đề án", "từ thiện", "đồng bào", "tình nguyện", "việc làm", "điều dưỡng",
        "tầng xây", "thường trực", "trực thuộc", "trực thăng", "giao dịch", "giao lưu",
    }
)  # fmt: skip
# After a name these are what it gets: "trình Thủ tướng Chính phủ phương án xử lý".
GIVEN = re.compile(
    r"(?:phương án|kế hoạch|kết quả|dự thảo|danh sách|danh mục|hồ sơ|nội dung|văn bản"
    r"|chủ trương|tình hình|tiến độ|một số|nghị định|nghị quyết|đề án|chiến lược"
    r"|chương trình|tờ trình|quyết định|báo cáo|luật|thông tư|quy hoạch)(?!\w)"
)
# Names that are over here: what follows with a capital is a thing as well.
WHOLE = ("chính phủ", "quốc hội", "ban chỉ đạo")
# "Văn phòng HĐND - UBND cấp xã", "Cục Kinh tế - Quản lý đầu tư xây dựng".
BRANCH = re.compile(r" - (?=\w)")
# "Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo": a second office of one body.
SECOND_OFFICE = re.compile(
    r" - (?:cơ quan thường trực|phó trưởng ban(?: thường trực)?|trưởng ban)(?!\w)"
)
# "Các Tập đoàn: A, B": bodies of one sort under one head.
SORTS = re.compile(
    r"(?:các )(?:bộ|sở|cục|vụ|viện|trường|tập đoàn|tổng công ty|công ty|trung tâm"
    r"|ngân hàng|ban)(?:, (?:tổng công ty|cơ quan|ngành))* ?: "
)
# "Tỉnh nghiên cứu", "Thành phố căn cứ": the place itself, where a verb follows.
PLACE = re.compile(r"(?:tỉnh|thành phố)(?= )")
# "tổ chức, bộ máy", "bộ phận", "cơ quan báo": nouns that only begin like a body.
NO_BODY = re.compile(r"bộ (?:máy|phận|tiêu|luật|nhận|dữ)(?!\w)|tổ chức(?= thực hiện)")
# "Các tỉnh Nghệ An, Quảng Ngãi", "Thành phố Hà Nội": the place stands for its people.
PROVINCES = re.compile(r"(?:các )?(?:tỉnh|thành phố) ")
# Between two names of a list: "(Sở Nội vụ)", "trong phạm vi chức năng, nhiệm vụ".
ASIDE = re.compile(
    r" ?\([^()]{2,120}\)"
    r"| (?:trong phạm vi|theo) chức năng,?(?: và)? nhiệm vụ(?:,? (?:và )?quyền hạn)?"
    r"(?: được giao| của mình)?"
)
EXCEPT = re.compile(r",? ?\(?(?:ngoại )?trừ ")
PLACE_HEAD = re.compile(r"(?:xã|phường|đặc khu|thị trấn) ")
JOINERS = frozenset({"và", "-", "của"})
LOWER_TAILS = re.compile(
    rf" (?:{LEVEL}|{UNITS}|(?:chi nhánh )?khu vực(?!\w)"
    r"(?: (?:\d{1,2}|[ivx]{1,5})(?!\w))?"
    r"|quốc gia(?!\w)|trung ương(?!\w)"
    r"|các (?:bộ|sở|ban)(?:, (?:ban|ngành|cơ quan|đơn vị|địa phương))+|các địa phương"
    rf"|nhà nước(?!\w)|các {UNITS}|các khu (?:chế xuất|công nghiệp|kinh tế)"
    r"(?: và (?:khu )?(?:công nghiệp|chế xuất|kinh tế|công nghệ cao))?)"
)
