using System.Globalization;
using WorkflowRuntime.Execution;

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

    public static string NoRoute(string method, string path) => Say($"没有 {method} {path} 这个地址。", $"沒有 {method} {path} 這個位址。", $"There is no route {method} {path} here.");

    public static string NoDefinition(string id) => Say($"没有流程定义 {id}，或没有所要的版本。", $"沒有流程定義 {id}，或沒有所要的版本。", $"There is no workflow definition {id} in that version.");

    public static string NoDefinitionVersion(string id) => Say($"没有流程定义版本 {id}。", $"沒有流程定義版本 {id}。", $"There is no workflow definition version {id}.");

    public static string NoVersion(string id, int version) => Say($"流程定义 {id} 没有第 {version} 版。", $"流程定義 {id} 沒有第 {version} 版。", $"Workflow definition {id} has no version {version}.");

    public static string NotPublished(string id) => Say($"流程定义 {id} 没有已发布的版本。", $"流程定義 {id} 沒有已發布的版本。", $"No version of workflow definition {id} is published.");

    public static string IsReadOnly(string id) => Say($"流程定义 {id} 是只读的。", $"流程定義 {id} 是唯讀的。", $"Workflow definition {id} is read-only.");

    public static string NoStep(string id, string version) => Say($"流程定义版本 {version} 中没有步骤 {id}。", $"流程定義版本 {version} 中沒有步驟 {id}。", $"There is no activity {id} in workflow definition version {version}.");

    public static string NoInstance(string id) => Say($"没有流程实例 {id}。", $"沒有流程實例 {id}。", $"There is no workflow instance {id}.");

    public static string InstanceEnded(string id, string how) => Say($"流程实例 {id} 已经结束（{how}）。", $"流程實例 {id} 已經結束（{how}）。", $"Workflow instance {id} has ended ({how}).");

    public static string NotRunYet(string id, string instance) => Say($"步骤 {id} 在流程实例 {instance} 中尚未执行。", $"步驟 {id} 在流程實例 {instance} 中尚未執行。", $"Activity {id} has not run in workflow instance {instance}.");

    public static string NoExecution(string id) => Say($"没有步骤执行记录 {id}。", $"沒有步驟執行記錄 {id}。", $"There is no activity execution {id}.");

    public static string NoActivityType(string type) => Say($"没有步骤类型 {type}。", $"沒有步驟類型 {type}。", $"There is no activity type {type}.");

    public static string NoInput(string type, string input) => Say($"步骤类型 {type} 没有输入项 {input}。", $"步驟類型 {type} 沒有輸入項 {input}。", $"Activity type {type} has no input {input}.");

    public static string NoFeature(string name) => Say($"功能 {name} 未安装。", $"功能 {name} 未安裝。", $"Feature {name} is not installed.");

    public static string NothingIsTested() => Say(
        "步骤会改动真实数据，因此不单独试运行：请运行整个流程。", "步驟會改動真實資料，因此不單獨試執行：請執行整個流程。", "A step works on real data and is not tried out by itself: run the flow.");

    public static string SendFiles() => Say("请以 multipart/form-data 上传文件。", "請以 multipart/form-data 上傳檔案。", "Send the files as multipart/form-data.");

    public static string NoModel() => Say("请求中没有 model。", "請求中沒有 model。", "The body has no 'model'.");

    public static string NoInputObject() => Say("input 应为 JSON 对象，其成员是各输入项的值。", "input 應為 JSON 物件，其成員是各輸入項的值。", "'input' must be a JSON object whose members are the inputs.");

    public static string NoObject() => Say("请求内容应为 JSON 对象。", "請求內容應為 JSON 物件。", "The body must be a JSON object.");

    public static string TooLarge(long megabytes) => Say($"内容超过 {megabytes} MB，未接收。", $"內容超過 {megabytes} MB，未接收。", $"The content is larger than {megabytes} MB.");

    public static string BadCount(int most) => Say($"count 须在 1 到 {most} 之间。", $"count 須在 1 到 {most} 之間。", $"count must be between 1 and {most}.");

    public static string NoneOf(string value, string known) => Say($"“{value}”不是下列各项之一：{known}。", $"「{value}」不是下列各項之一：{known}。", $"'{value}' is none of {known}.");

    public static string BadCondition(string condition) => Say($"筛选条件“{condition}”无法读取。", $"篩選條件「{condition}」無法讀取。", $"The condition {condition} cannot be read.");

    public static string NoWaitingPoint() => Say("没有这个等待点：它不存在，或者已经用过。", "沒有這個等待點：它不存在，或者已經用過。", "There is no such waiting point; it is unknown or was used before.");

    public static string ClosedWaitingPoint(string name) => Say($"{name} 的等待点不能从外部恢复。", $"{name} 的等待點不能從外部恢復。", $"A waiting point of {name} is not resumed from outside.");

    public static string NoInstanceFile(string file) => Say($"文件 {file} 不含从本系统导出的已结束流程实例。", $"檔案 {file} 不含從本系統匯出的已結束流程實例。", $"{file} holds no ended workflow instance that was exported here.");

    public static string UnreadableFile(string file, string error) => Say($"文件 {file} 无法读取：{error}", $"檔案 {file} 無法讀取：{error}", $"{file} cannot be read: {error}");

    public static string OnlyCancel(string asked) => Say($"此处只提供变更操作 Cancel，不提供 {asked}。", $"此處只提供變更操作 Cancel，不提供 {asked}。", $"Only the alteration Cancel is offered here, not {asked}.");

    public static string NoPlan(string id) => Say($"没有变更计划 {id}：变更立即执行，不保留计划。", $"沒有變更計畫 {id}：變更立即執行，不保留計畫。", $"There is no alteration plan {id}: plans are carried out at once and not kept.");

    /// <summary>Why the engine did nothing, the names left out that its English message carries.</summary>
    public static string Of(WorkflowRefusal refusal) => refusal.Reason switch
    {
        RefusalReason.DefinitionNotFound => Say("没有这个流程定义，或没有已发布的版本。", "沒有這個流程定義，或沒有已發布的版本。", refusal.Message),
        RefusalReason.InstanceNotFound => Say("没有这个流程实例。", "沒有這個流程實例。", refusal.Message),
        RefusalReason.InstanceEnded => Say("流程实例已经结束。", "流程實例已經結束。", refusal.Message),
        RefusalReason.BookmarkNotFound => Say("没有这个等待点：它不存在，或者已经用过。", "沒有這個等待點：它不存在，或者已經用過。", refusal.Message),
        RefusalReason.NotAllowedToStart => Say("流程的启动策略不允许现在启动。", "流程的啟動策略不允許現在啟動。", refusal.Message),
        _ => refusal.Message,
    };

    private static string Say(string simplified, string traditional, string english) => CultureInfo.CurrentUICulture.Name switch
    {
        var name when name.StartsWith("zh-Hant", StringComparison.Ordinal) => traditional,
        var name when name.StartsWith("zh", StringComparison.Ordinal) => simplified,
        _ => english,
    };
}
