"""The default Chinese word for every code of the model, defined once. A handbook may rename some of them:
where there is a record or a book, take words from its ``words`` (``book.vocabulary``)."""

FORCE = {
    "in-force": "现行有效", "closed": "报送期限已过", "draft": "征求意见稿（未施行）", "interpretation": "政策解读（非依据）",
    "reference": "参考文本", "proposal": "提案建议",
}  # fmt: skip

STATUS = {
    **FORCE, "upcoming": "尚未施行", "expired": "有效期已届满", "replaced": "已被替代", "suspended": "停止执行",
    "repealed": "已废止", "lapsed": "已宣布失效", "deleted": "已删去",
}  # fmt: skip

# How a citation names the first state of an amended text whose document has no day.
ORIGINAL = "最初公布的文本"

# What is added to the word of a document in force of which a part was changed or stopped.
PARTLY = {"amended": "部分条款已修改", "stopped": "部分条款停止执行"}

# What became of the earlier version of a text, where a later one took its place.
CHANGED = "已调整"
FORMER = f"原标准（{CHANGED}）"

# In tables: of a text that nobody changed.
UNCHANGED = "未经修改"

# What a reader may ask the finder for besides what holds on the day of reading, and what such a row is called.
AS = {"was": "曾经有效、现在不再有效的", "coming": "以后才施行的"}

# What an amendment does to its target, in the words of the texts.
DO = {
    "replace": "修改", "insert": "增加", "delete": "删去", "renumber": "调整条文顺序", "sum": "调整金额", "repeal": "废止",
    "declare-lapsed": "宣布失效", "suspend": "停止执行", "resume": "恢复执行", "extend": "延长有效期", "continue": "列为继续有效",
}  # fmt: skip

# In force as far as the editors could see: no stated end, and no page says that it holds.
SEEN_IN_FORCE = "未见废止或失效"

# How a value is known. ``{what}`` is the value: 起始日, 公布日 ...
GROUND = {
    "stated": "文内载明", "issuing-page": "{what}见{page}", "page-address": "{what}按官网页面地址推得",
    "derived": "{what}由文内规定推算", "inferred": "编者推断",
}  # fmt: skip

GROUND_SHORT = {
    "stated": "文内载明", "issuing-page": "发布页标注", "page-address": "按页面地址推得", "derived": "推算", "inferred": "编者推断",
}  # fmt: skip

VALUE = {
    "kind": "性质", "force": "效力", "issued": "印发日", "published": "公布日", "valid_from": "起始日", "valid_until": "截止日",
}  # fmt: skip

CLAUSE_KIND = {
    "preamble": "引言", "part": "部分", "section": "小节", "paragraph": "段落", "article": "条", "industry": "产业",
    "item": "细分领域", "action": "行动", "safeguard": "保障措施", "principle": "原则", "goals": "目标",
    "condition": "条件", "task": "任务", "requirement": "要求", "problem": "问题", "suggestion": "建议",
    "frontier": "前沿领域", "closing": "附则",
}  # fmt: skip

ACT = {
    "give": "给予", "direction": "支持方向", "envisage": "设想", "ask": "要求或鼓励", "do": "推进", "aim": "目标", "rule": "规则", "fact": "说明", "problem": "问题",
    "suggest": "建议",
}  # fmt: skip

AMOUNT = {
    "cap": "上限", "fixed": "定额", "floor": "下限", "range": "区间", "rate": "比例", "tiers": "分档",
    "case-by-case": "一事一议", "no-cap": "不封顶", "unstated": "未载明",
}  # fmt: skip

# A rate is said as a rate, with what its bounds make of it.
RATE = {"cap": "比例上限", "fixed": "比例", "floor": "比例下限", "range": "比例区间"}

# What is given, where that is not simply money or a share of it.
GIVE = {"interest": "贴息", "tax": "税收", "rent": "租金减免", "voucher": "券", "in-kind": "实物或服务"}

PERIOD = {
    "once": "一次性", "year": "每年", "half-year": "每半年", "quarter": "每季度", "month": "每月", "day": "每日", "each": "每次",
    "cumulative": "累计",
}  # fmt: skip

# What a sum is given for, in kinds that a reader may ask for.
PER = {"enterprise": "每家企业", "project": "每个项目", "person": "每人", "area": "按面积", "other": "按别的计"}

# What stands before and behind a number that the text gives as about so much.
ABOUT = {"near": ("约 ", ""), "below": ("近 ", ""), "above": ("", " 余")}

# How a rate over tiers is reckoned, where the text says it.
METHOD = {"whole": "按所在档次全额计算", "stepwise": "分段计算"}

# The whole of an amount that no single number says.
SEE_PARTS = "见“金额（全部写法）”"

FORM = {
    "support": "支持", "construction": "建设", "operation": "运营", "award": "奖励", "subsidy": "补贴", "equity": "股权投资",
    "personal": "人才资助", "funding": "经费", "service": "服务", "priority": "优先办理", "finance": "金融服务",
    "risk-sharing": "风险分担", "resources": "要素保障",
}  # fmt: skip

PRIOR = {
    "recognition": "认定", "assessment": "评估等次", "selection": "入选", "award": "获奖", "none": "文中未设",
    "unstated": "未载明",
}  # fmt: skip

# The same as answers to a question, in the reader's words.
ASKED_PRIOR = {
    "recognition": "认定", "assessment": "评估等次", "selection": "入选计划或项目", "award": "获奖", "none": "不要求资格",
    "unstated": "没有写要不要",
}  # fmt: skip

LEVEL = {"district": "区县级", "municipal": "市级", "provincial": "省级", "ministry": "部级", "national": "国家级"}

NEWNESS = {"new": "新认定", "existing": "已有的", "any": "不论新旧"}

CONDITION = {
    "recognition": "认定", "assessment": "评估", "selection": "入选", "prize": "获奖", "place": "所在地", "legal-person": "法人",
    "size": "规模", "firm-age": "成立年限", "credit": "信用", "accident": "安全事故", "sum": "金额门槛", "date": "日期",
    "industry": "产业领域", "stage": "发展阶段", "exclusion": "排除情形", "law": "法规", "open": "文中未写明", "other": "其他",
}  # fmt: skip

# What an applicant may be barred by, as a reader is asked for it.
BARRED = {"credit": "有严重失信等不良信用记录", "accident": "近年发生过生产安全等事故"}

JOINED = {"all": "须同时符合", "any": "符合其一即可", "not": "不得有"}

LEFT_OPEN = "是否须先有资格，文中未写明"

PAYEE_GROUND = {"stated": "文中写明", "implied": "依文意", "unstated": "文中未写明"}

APPLICANT = {
    "enterprise": "企业", "university": "高校", "institute": "科研院所", "platform": "平台和孵化载体", "person": "人才",
    "fund-manager": "基金管理人", "financial": "金融机构", "district": "区县",
}  # fmt: skip

ACTIVITY = {
    "research": "研发攻关", "platform": "平台建设", "transfer": "成果转化", "standards": "标准与专利", "incubation": "孵化",
    "growth": "企业培育", "scenario": "场景", "product": "产品", "infrastructure": "基础设施", "talent": "人才",
    "finance": "金融", "zone": "区域载体",
}  # fmt: skip

MEANS = {
    "money": "资金", "equity": "股权投资", "credit": "信贷", "risk-sharing": "风险分担", "fund": "基金", "tax": "税收优惠",
    "reserve": "研发准备金", "land": "用地", "data": "数据开放和交易", "facilities": "仪器设备和试验场地", "resources": "资源和要素",
    "scenario": "场景", "platform": "平台载体", "list": "白名单", "access": "市场准入", "regulation": "监管方式", "procedure": "优先办理",
    "service": "服务", "talent": "人才", "other": "其他",
}  # fmt: skip

TERM_TYPE = {
    "technology": "技术", "product": "产品", "application": "应用", "institution": "机构", "zone": "区域载体", "fund": "基金",
    "programme": "计划与行动", "award": "赛事奖项", "qualification": "资质认定", "platform": "平台", "mechanism": "机制",
    "codeword": "政策用语", "document": "文件", "event": "活动",
    "group": "企业和人才类别", "money": "资金来源", "planned": "拟议的文件",
}  # fmt: skip

# How strongly an item of the plan speaks of a thing, and a direction of its support (codes: ``text.verbs``).
STRENGTH = {
    "focus": "重点", "develop": "发展", "engineer": "研发", "research": "研究", "explore": "探索", "apply": "应用",
    "build": "建设", "promote": "推动", "named": "只提到",
}  # fmt: skip

DIRECTION = {"support": "支持", "encourage": "鼓励", "guide": "引导", "promote": "推动", "explore": "探索"}

DUTY = {"publish": "发布", "collect": "征集", "draw": "编制", "build": "建立"}

OCCURRENCE = {"technologies": "关键技术", "products": "产品", "applications": "应用", "named": "提及"}

DEPARTMENT_KIND = {
    "municipal": "市级部门", "party": "市委部门", "central": "中央驻地单位", "national": "国家部委", "local": "区县", "office": "处室",
    "coordination": "协调机构", "proposer": "提案单位（不是政策制定机关）",
}  # fmt: skip

ROLE = {
    "lead": "牵头单位",
    "responsible": "责任单位",
    "shared": "按职责分工负责",
    "issuer": "发文单位",
    "local": "落实",
}

# What happened on the day of publication.
PUBLISHED = {"promulgated": "公布", "online": "网页发布", "posted": "张贴"}

# Relations of documents, as (side that states them, other side). The same word twice: no direction.
RELATION = {
    "implements": ("落实", "由此文件落实"), "based-on": ("依据", "是此文件的依据"), "follows": ("承接", "由此文件承接"),
    "compares": ("编者对照", "编者对照"), "responds": ("评论", "受到此文件评论"),
    "explains": ("解读（非依据）", "官方解读（非依据）"), "proposes": ("拟修改或补充（未施行）", "征求意见稿（未施行）"),
}  # fmt: skip

NO_TIER = "没有分类"
UNSTATED = "未载明"
NOBODY_NAMED = "条款没有写给谁"
NO_CONDITION = "条款没有另设条件"
NO_POLICY = "不适用（不是政策）"

# What a text may leave open of the way to apply: one thing, or two that belong together.
WAY = {
    "where+office": "在哪里办", "where": "通过什么渠道办", "office": "交到哪个单位",
    "when+often": "什么时候办、多久一次", "when": "什么时候办", "often": "多久一次",
    "how+materials": "怎样办（程序和材料）", "how": "怎样办（程序）", "materials": "要交什么材料",
}  # fmt: skip

# The time to apply. ``{verb}`` is the text's own word: 申报, 报送. Never 正在受理: that would claim what an office does.
WINDOW = {
    "upcoming": "未开始", "open": "{verb}期内", "soon": "即将截止（{left}）", "closed": "已截止", "always": "常年受理",
    "full": "额满即止", "notice": "另行通知", "beyond": "请看原文（只推算到{until}）",
}  # fmt: skip

# The same as answers to a question, where no text's own word stands.
WINDOW_SHORT = {
    "open": "期内", "soon": "即将截止", "always": "常年受理", "full": "额满即止", "upcoming": "未开始", "notice": "另行通知",
    "closed": "已截止", "beyond": "请看原文", "unstated": "未载明",
}  # fmt: skip

CHANNEL = {"online": "网上", "counter": "窗口", "post": "邮寄", "mail": "电子邮件", "other": "其他渠道"}

OFFICE = {
    "submit": "材料交到", "accept": "受理单位", "recommend": "推荐单位", "review": "审核单位", "pay": "拨付单位",
    "ask": "咨询", "interpret": "解释单位",
}  # fmt: skip

# How far the results are that a notice reports.
STAGE = {
    "shortlisted": "公示", "awarded": "公布", "paid": "资金下达", "accepted": "验收", "evaluated": "绩效评价",
}  # fmt: skip

# The links of the chain by year, from the measures to what was paid.
CHAIN = {
    "measures": "政策条款", "rules": "落实它的规定", "call": "年度通知", "result": "结果", "interpretation": "政策解读（非依据）",
    "draft": "征求意见稿（未施行）",
}  # fmt: skip

DAY_KIND = {"working": "个工作日", "calendar": "日"}

APPLICATION = {
    "automatic": "免申即享", "windows": "办理时间", "channels": "渠道", "materials": "材料", "steps": "程序",
    "annexes": "附件",
}  # fmt: skip

# What a call may answer.
FIELD = {**APPLICATION, "offices": "单位", "amount": "金额"}

# A call that is over: the next one may differ, and may not come.
CALL_OVER = "这一次已截止"

# Kinds of fact that ``verify`` compares.
FACT = {
    "number": "编号", "heading": "标题", "sum": "金额", "rate": "比例", "period": "多久给一次", "years": "分年", "tier": "档次", "date": "日期", "quantity": "数量", "document-number": "文号",
    "department": "单位", "duty": "责任单位", "term": "术语", "printed": "原文用语", "verb": "动词",
    "industry": "产业名", "tagged": "编者归类的产业", "relation": "文件",
    "window": "办理时间", "telephone": "电话", "material": "材料", "copies": "份数", "annex": "附件", "channel": "办理渠道", "days": "办理时限", "step": "办理步骤",
    "payers": "分担比例", "instalments": "分期比例",
}  # fmt: skip
