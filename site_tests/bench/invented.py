"""Words of the synthetic handbooks: names that no real place, body or policy has, each made from a number."""

_FIRST = "云 石 松 梅 兰 竹 清 明 安 永 新 长 平 远 南 北 东 西 青 白".split()
_SECOND = "溪 岭 湾 洲 桥 塘 渡 坪 垣 陵 浦 泽 屿 川 岗".split()

# Key, full name and short name, both after the city's: the most burdened first.
DEPARTMENTS = (
    ("gx", "经济和信息化局", "工信局"), ("kj", "科学技术局", "科技局"), ("fg", "发展和改革委员会", "发改委"), ("cz", "财政局", "财政局"),
    ("rs", "人力资源和社会保障局", "人社局"), ("sw", "商务局", "商务局"), ("jr", "地方金融管理局", "金融局"), ("jt", "交通运输局", "交通局"),
    ("zj", "住房和城乡建设局", "住建局"), ("nc", "农业农村局", "农业局"), ("wj", "卫生健康委员会", "卫健委"), ("jy", "教育局", "教育局"),
)  # fmt: skip

FIELDS = (
    "低空飞行 深海装备 量子传感 脑机接口 氢能储运 固态电池 合成生物 细胞治疗 柔性显示 光子芯片 卫星应用 商业航天 人形机器人 智能网联 工业母机 "
    "超材料 碳捕集 海洋能源 核能应用 空间计算 先进封装 生物育种 智能纺织 绿色建材 数字孪生 边缘计算 类脑计算 磁浮交通 增材制造 智慧农机"
).split()
PARTS = "材料 部件 整机 系统 服务".split()
TIERS = [{"id": "first", "name": "优先发展"}, {"id": "second", "name": "长远布局"}]
TOPICS = "创新发展 产业集聚 平台建设 成果转化 人才引育 场景开放 企业培育 标准引领".split()
ACTIVITIES = (
    "research platform transfer standards incubation growth scenario product infrastructure talent finance".split()
)
FORMS = (
    ("奖励", "award"), ("补助", "subsidy"), ("资金支持", "support"), ("建设补助", "construction"), ("运营补助", "operation"),
    ("股权投资", "equity"), ("人才资助", "personal"),
)  # fmt: skip
APPLICANTS: tuple[tuple[str | None, list[str]], ...] = (
    ("企业", ["enterprise"]), ("高校和科研院所", ["university", "institute"]), ("创新平台", ["platform"]), ("高层次人才", ["person"]),
    ("企业和科研院所", ["enterprise", "institute"]), (None, []),
)  # fmt: skip
QUALIFICATIONS = (("省级孵化器", "provincial"), ("国家级实验室", "national"), ("市级技术中心", "municipal"))
SUMS = (10, 20, 30, 50, 80, 100, 150, 200, 300, 500, 800, 1000, 2000, 3000)
INDICATORS = "企业 平台 园区 标准 场景 团队".split()

_WHAT = "装置 组件 算法 平台 工艺 涂层 引擎 芯片 传感器 控制器 材料 模组 阀门 电机 探头 阵列".split()
_HOW = "智能 柔性 高温 低温 精密 微型 分布式 自适应 复合 超薄 抗辐射 轻量".split()
_OF = "航空 水下 医用 车载 农用 建筑 能源 通信 矿用 港口 林业 海上 轨道 城市 实验".split()


def place(number: int) -> str:
    """The name of a city; no two numbers share one."""
    first, second = _FIRST[number % len(_FIRST)], _SECOND[number // len(_FIRST) % len(_SECOND)]
    again = number // (len(_FIRST) * len(_SECOND))
    return f"{first}{second}{_FIRST[again - 1] if again else ''}市"


def thing(number: int, kind: str = "") -> str:
    """The name of a technology, product or project; no two numbers share one of a kind."""
    how, rest = _HOW[number % len(_HOW)], number // len(_HOW)
    of, rest = _OF[rest % len(_OF)], rest // len(_OF)
    what, again = _WHAT[rest % len(_WHAT)], rest // len(_WHAT)
    return f"{how}{of}{what}{f'{again + 1}型' if again else ''}{kind}"
