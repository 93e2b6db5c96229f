using System.Globalization;
using System.Text;

namespace PetitionWorkflow.TestKit.Programs;

/// <summary>A made-up CSV file of messages in the shape that platforms export: every row has its own subject, texts vary in length.</summary>
public static class PetitionFile
{
    private static readonly string[] Matters =
    [
        "小区电梯经常停运", "路灯夜间不亮", "工地夜间施工噪音", "公交线路调整后不便", "供水压力不足", "垃圾清运不及时", "学校门口交通拥堵", "物业收费标准不清", "道路积水无人处理",
        "社保转移手续办理缓慢", "河道有异味", "停车位规划不合理",
    ];

    private static readonly string[] Sentences =
    [
        "希望有关部门派人到现场了解情况。", "此前已经多次打电话，一直没有得到明确答复。", "周围居民的生活受到影响，老人和孩子出行尤其不便。", "请说明处理的依据和大致的时间。",
        "我们愿意配合调查，也可以提供照片。", "这个问题从去年开始出现，近来更加严重。",
    ];

    /// <summary>What a row is known by: <c>第N件</c> stands at the end of its subject.</summary>
    public static string SubjectOf(string prefix, int row) => $"{Matters[row % Matters.Length]} {prefix}第{row}件";

    /// <summary>A header and so many rows, sent one minute apart up to <paramref name="lastSent"/>; every <paramref name="badEvery"/>th row has no subject.</summary>
    public static string Create(string prefix, int rows, DateTime lastSent, int seed, int badEvery = 0)
    {
        var random = new Random(seed);
        var csv = new StringBuilder("message_id,user_id,subject,sent_at,text,dislikes,likes\r\n");
        for (var row = 1; row <= rows; row++)
        {
            var subject = badEvery > 0 && row % badEvery == 0 ? "" : SubjectOf(prefix, row);
            var sent = lastSent.AddMinutes(row - rows).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
            var text = string.Concat(Enumerable.Range(0, 1 + (int)(Math.Pow(random.NextDouble(), 2) * 40)).Select(_ => Sentences[random.Next(Sentences.Length)]));
            csv.Append(CultureInfo.InvariantCulture, $"{prefix}{row},U{random.Next(500)},{subject},{sent},\"{text}\n{prefix}{row}\",{random.Next(5)},{random.Next(90)}\r\n");
        }

        return csv.ToString();
    }
}
