using System.Collections.Frozen;
using System.Text;

namespace PetitionWorkflow.Intake.Import;

/// <summary>The headings under which platforms and offices export, in Chinese and English.</summary>
internal static class ColumnNames
{
    private static readonly FrozenDictionary<string, ImportColumn> Known = new (ImportColumn Column, string Names)[]
    {
        (ImportColumn.MessageId, "message_id, id, msg_id, source_id, 留言编号, 留言編號, 消息编号, 消息編號, 消息id, 平台消息id, 编号, 編號, 信件编号, 信件編號"),
        (ImportColumn.Account, "user_id, user, user_name, username, account, author, 留言用户, 留言用戶, 用户, 用戶, 用户名, 用戶名, 用户编号, 用戶編號, 账号, 帳號, 昵称, 暱稱"),
        (ImportColumn.Subject, "subject, title, topic, 留言主题, 留言主題, 主题, 主題, 标题, 標題, 事由"),
        (ImportColumn.SentAt, "sent_at, time, date, datetime, created_at, received_at, posted_at, 留言时间, 留言時間, 时间, 時間, 日期, 来信日期, 來信日期, 收到时间, 收到時間, 发布时间, 發布時間, 发送时间, 發送時間"),
        (ImportColumn.Text, "text, content, body, message, details, 留言详情, 留言詳情, 留言内容, 留言內容, 内容, 內容, 正文, 信访内容, 信訪內容, 信访事项, 信訪事項, 详情, 詳情"),
        (ImportColumn.Platform, "platform, source, channel, 平台, 来源, 來源, 来源平台, 來源平台"),
        (ImportColumn.Name, "name, petitioner, 姓名, 信访人, 信訪人, 信访人姓名, 信訪人姓名, 真实姓名, 真實姓名"),
        (ImportColumn.Phone, "phone, mobile, tel, telephone, contact, 电话, 電話, 手机, 手機, 手机号, 手機號, 联系电话, 聯繫電話, 联系方式, 聯繫方式"),
        (ImportColumn.Email, "email, mail, e-mail, 邮箱, 郵箱, 电子邮箱, 電子郵箱, 电子邮件, 電子郵件"),
        (ImportColumn.Address, "address, 地址, 住址, 联系地址, 聯繫地址"),
        (ImportColumn.Gender, "gender, sex, 性别, 性別"),
        (ImportColumn.Age, "age, 年龄, 年齡"),
        (ImportColumn.Place, "place, location, region, 问题发生地, 問題發生地, 发生地, 發生地, 地点, 地點, 地区, 地區"),
        (ImportColumn.Link, "link, url, 链接, 鏈接, 网址, 網址"),
        (ImportColumn.IsPublic, "public, is_public, 公开, 公開, 是否公开, 是否公開"),
        (ImportColumn.Likes, "likes, 点赞数, 點讚數, 点赞, 點讚, 支持数, 支持數"),
        (ImportColumn.Dislikes, "dislikes, 反对数, 反對數, 反对, 反對"),
        (ImportColumn.Reply, "reply, answer, response, 答复, 答覆, 答复意见, 答覆意見, 答复内容, 答覆內容, 回复, 回覆, 回复内容, 回覆內容"),
        (ImportColumn.RepliedAt, "replied_at, answered_at, 答复时间, 答覆時間, 回复时间, 回覆時間"),
        (ImportColumn.Category, "category, class, label, 分类, 分類, 类别, 類別, 内容分类, 內容分類, 一级分类, 一級分類, 一级标签, 一級標籤"),
    }.SelectMany(line => line.Names.Split(", ").Select(name => (Name: Plain(name), line.Column)))
     .DistinctBy(pair => pair.Name)
     .ToFrozenDictionary(pair => pair.Name, pair => pair.Column);

    public static ImportColumn? Find(string heading) => Known.TryGetValue(Plain(heading), out var column) ? column : null;

    /// <summary>Case, width, spaces and joining marks do not count.</summary>
    private static string Plain(string heading) =>
        string.Concat(heading.Trim('\uFEFF').Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
