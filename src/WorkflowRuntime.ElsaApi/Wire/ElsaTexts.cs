using System.Globalization;

namespace WorkflowRuntime.ElsaApi.Wire;

/// <summary>The few sentences of the API that an author reads in the designer, in the reader's language (zh-Hans, zh-Hant, else English).</summary>
internal static class ElsaTexts
{
    public static string ChangedByAnother(string name, int version) => Say(
        $"“{name}”（第 {version} 版）在您打开之后已被他人修改。您的修改没有保存，也没有覆盖对方的内容：请先导出您的流程图，再重新打开。",
        $"「{name}」（第 {version} 版）在您開啟之後已被他人修改。您的修改沒有儲存，也沒有覆寫對方的內容：請先匯出您的流程圖，再重新開啟。",
        $"'{name}' (version {version}) was changed by somebody else after you opened it. Your change was not saved and nothing was overwritten: export your flow, then open it again.");

    public static string Elsa2() => Say(
        "这是 Elsa 2 的流程定义，不能导入：Elsa 3 的流程图格式不同。请在 Elsa 3 中重新绘制后导出。",
        "這是 Elsa 2 的流程定義，不能匯入：Elsa 3 的流程圖格式不同。請在 Elsa 3 中重新繪製後匯出。",
        "This is a workflow definition of Elsa 2 and cannot be imported: Elsa 3 describes flows differently. Draw it again in Elsa 3 and export it there.");

    public static string Unreadable(string place, string error) => Say($"流程定义无法读取（{place}）：{error}", $"流程定義無法讀取（{place}）：{error}", $"The workflow definition cannot be read ({place}): {error}");

    public static string NotADefinition(string file) => Say($"文件 {file} 不是流程定义。", $"檔案 {file} 不是流程定義。", $"The file {file} is no workflow definition.");

    public static string ArchiveTooLarge() => Say("压缩包解开后过大或文件过多，未导入。", "壓縮檔解開後過大或檔案過多，未匯入。", "The archive unpacks to too much data or too many files; nothing was imported.");

    private static string Say(string simplified, string traditional, string english) => CultureInfo.CurrentUICulture.Name switch
    {
        var name when name.StartsWith("zh-Hant", StringComparison.Ordinal) => traditional,
        var name when name.StartsWith("zh", StringComparison.Ordinal) => simplified,
        _ => english,
    };
}
