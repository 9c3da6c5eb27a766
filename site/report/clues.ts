/** What in a text could tell who wrote it. Looks at patterns only, on the reporter's own device; it cannot know what is rare in this place. */
import type { Clue as ClueKind } from '#contract/filing-schema.ts'

export interface Clue {
  readonly kind: ClueKind
  /** The words as they stand in the text. */
  readonly words: string
  /** Where they begin, in UTF-16 units. */
  readonly at: number
}

const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅' +
  '卞齐康伍余元卜顾孟黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干' +
  '解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊惠甄曲封储靳焦巴弓牧隗山谷车侯宓蓬全班仰秋仲伊宫宁仇栾暴甘斜厉戎祖武符刘景詹束龙叶幸司韶黎印白怀蒲从鄂索咸籍赖卓蔺屠' +
  '蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚' +
  '越夔隆师巩聂晁勾敖融冷訾辛阚那简饶空曾沙养鞠须丰巢关蒯相查后荆红游竺权盖益桓公佟覃'
const COMPOUND = '欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯'
const NAME = `(?:(?:${COMPOUND})\\p{Script=Han}{1,2}|[${SURNAMES}]\\p{Script=Han}{1,2})`
/** What a given name cannot begin with, so that 我是成型车间的 is not taken for a Mr 成. */
const AFTER_NAME = '(?=[，。,.；;！!？?、\\s（(：:]|$|今年|电话|手机|身份证|住|家住|男|女)'

const DIGIT = '[0-9０-９]'
const GAP = '[\\s\\-－—·.]?'

const PATTERNS: readonly (readonly [ClueKind, RegExp])[] = [
  ['id-number', new RegExp(`(?<!${DIGIT})${DIGIT}{17}[0-9０-９XxＸｘ](?![0-9０-９A-Za-z])`, 'gu')],
  ['phone', new RegExp(`(?<!${DIGIT})[1１](?:${GAP}${DIGIT}){10}(?!${DIGIT})`, 'gu')],
  ['phone', new RegExp(`(?<!${DIGIT})[0０]${DIGIT}{2,3}[\\-－—\\s]${DIGIT}{7,8}(?!${DIGIT})`, 'gu')],
  ['plate', /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•・\s-]?[A-Z0-9]{4,5}[A-Z0-9挂学警港澳]/giu],
  ['staff-number', /(?:工号|工牌号?|胸牌号?|编号|矿灯号|学号|警号)(?:是|为|[:：\s])*[A-Za-z0-9０-９][A-Za-z0-9０-９-]*/gu],
  ['email', /(?:微信号?|QQ号?|抖音号?|邮箱)(?:是|为|[:：\s])+[A-Za-z0-9_@.-]{5,}|[A-Za-z0-9._-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}/giu],
  ['name', new RegExp(`(?:我(?:的名字)?叫|我名叫|我是|本人(?:叫|是|姓名)?|姓名|联系人|举报人)[:：\\s]*${NAME}${AFTER_NAME}`, 'gu')],
  ['name', new RegExp(`(?<=[，。,；;！!、\\s]|^)(?:叫|名叫|大名)${NAME}${AFTER_NAME}`, 'gu')],
  ['name', /(?:我|本人)姓\p{Script=Han}|\bmy name is\s+[\w ]{2,30}/giu],
  ['only-one', /只有我(?!们)(?:一个|自己|一人)?|就我(?!们)(?:一个|自己|一人)|只剩我(?:一个)?|唯一(?:的|一个)?(?=[一-鿿]{0,8}(?:是我|就我))|我是(?:[一-鿿]{0,6})唯一|除了我(?:没|就|谁)|就我们?[一二两三四五六]个|一问就知道是(?:谁|我)|一漏就晓得是我|\bi am the only|\bonly i\b/giu],
  ['role', /(?:我|本人)(?:是|在)[^，。；！？,.;!?\n]{1,24}?(?:的工人|车间的|班的|班组的|队的|科的|室的|保安|门卫|电工|焊工|司机|会计|网管|护士|医生|老师|厨师|化验员|安全员|质检员|保管员|班长|队长|主任|上班|工作|打工|干活|端盘子)|(?:我|本人)(?:是)?做[一-鿿]{1,6}的|别提我是|(?:下井|干了|炒了|工作了|教了)[一二两三四五六七八九十\d]+(?:多)?年/gu],
  ['home', /(?:我家|我们家|我们一家|本人)[^，。；！？\n]{0,14}?(?:住|隔个墙|隔壁|对面|楼上|楼下|窗户|门口)|我(?:就|现)?住(?:在)?[^，。；！？\n]{2,16}|家住[^，。；！？\n]{2,16}/gu],
  ['relative', /我(?:的)?(?:老公|老婆|丈夫|妻子|爱人|儿子|女儿|孩子|爸|妈|父亲|母亲|哥|弟|姐|妹|舅|叔|外孙|儿媳|女婿)[^，。；！？\n]{0,10}/gu],
  ['past', /(?:我)?(?:上个月|刚|已经|前几天|去年|今年)?(?:不干了|辞职了|离职了|被开除|被辞退|被调(?:去|到|走))|以前在[^，。；！？\n]{2,12}(?:帮忙|干活|上班|打工|工作)|外(?:县|省|地)来的|\bi am not chinese\b|\bforeigner told\b/giu],
  ['told', /(?:我(?:跟|和|找|问)|跟)(?:老板|领导|厂长|经理|包工头|班长|队长|主任|村里|他们?)(?:讲|说|反映|提)[^，。；！？\n]{0,8}|我去说|我问了一句|我问过[^，。；！？\n]{1,8}|打过[^，。；！？\n]{1,8}电话/gu],
]

/** Every clue, in the order of the text; of two that overlap, the one whose pattern is more certain. */
export function findClues(text: string): Clue[] {
  const found: Clue[] = []
  for (const [kind, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const clue = { kind, words: match[0].trim(), at: match.index }
      if (!found.some((other) => clue.at < other.at + other.words.length && other.at < clue.at + clue.words.length)) found.push(clue)
    }
  }
  return found.sort((a, b) => a.at - b.at)
}
