using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Petitions.Categories;
using PetitionWorkflow.Routing.Rules;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tests.Routing;

namespace PetitionWorkflow.Tests.Petitions;

public sealed class CategoryTests
{
    private const string Noise = "环境保护/环境污染/噪音污染";

    [Fact]
    public void Shipped_HasThreeLevelsAndNoPathTwice()
    {
        var all = ShippedCategories.All();

        Assert.Equal([15, 118, 517], all.GroupBy(c => c.Level).OrderBy(g => g.Key).Select(g => g.Count()));
        Assert.Equal(all.Count, all.Select(c => c.Path).Distinct().Count());
        Assert.All(all, c => Assert.Equal(c.Level, c.Path.Split('/').Length));
    }

    [Fact]
    public void ShippedRoutingTable_NamesOnlyCategoriesThatExist()
    {
        var known = ShippedCategories.All().Select(c => c.Path).ToHashSet();

        using var stream = new StreamReader(typeof(RoutingTable).Assembly.GetManifestResourceStream("routing/routing-table.json")!);
        var rules = RoutingTable.Read(stream.ReadToEnd()).Value.Rules;

        Assert.NotEmpty(rules);
        Assert.All(rules.Select(r => r.Then.Category).OfType<string>(), path => Assert.Contains(path, known));
    }

    [Fact]
    public async Task Classify_TakesCodesAndSeveralCategories_AndAnUnknownOneIsRefused()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);

        var refusal = await office.TryCompleteAsync(id, "classify", "Classified", ("matterClass", "Claim"), ("category", "没有这样的分类"), ("importance", "Ordinary"));
        Assert.Equal(("field-unknown-category", "category"), (refusal!.Code, refusal.Field));

        await office.ClassifyAsync(id, more: [("category2", "城乡规划"), ("category3", "040203")]);
        await office.CompleteAsync(id, "assign", "Reclassify", ("reason", "分类有误"));
        Assert.Equal([(Noise, true), ("城乡建设/城乡规划", false)], await CategoriesAsync(office, id));

        await office.CompleteAsync(id, "classify", "Classified", ("matterClass", "Claim"), ("category", "0103"), ("category2", "040203"), ("importance", "Ordinary"));
        Assert.Equal([("城乡建设/城乡规划", true), (Noise, false)], await CategoriesAsync(office, id));
        Assert.Equal("城乡建设/城乡规划", (await office.CaseAsync(id)).Category);
    }

    [Fact]
    public async Task RenamedAndRetired_ACaseKeepsTheNameThatItHad()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id);
        var branch = await FindAsync(office, "环境保护/环境污染");

        Assert.Null(await DoAsync<RenameCategoryHandler>(office, h => h.HandleAsync(new RenameCategory(branch.Id, "污染", ActContext.System("test")), Office.Cancellation)));
        var noise = await FindAsync(office, "环境保护/污染/噪音污染");
        Assert.Null(await DoAsync<RetireCategoryHandler>(office, h => h.HandleAsync(new RetireCategory(branch.Id, false, ActContext.System("test")), Office.Cancellation)));
        Assert.False((await FindAsync(office, noise.Path)).IsActiveOn(office.Service.Time.GetUtcNow().UtcDateTime is var now ? ChinaTime.DayOf(now) : default));
        var restored = await DoAsync<RetireCategoryHandler>(office, h => h.HandleAsync(new RetireCategory(noise.Id, true, ActContext.System("test")), Office.Cancellation));

        Assert.Equal("category-parent-retired", restored!.Code);
        Assert.Equal(Noise, (await office.CaseAsync(id)).Category);
        Assert.Equal([(Noise, true)], await CategoriesAsync(office, id));
        await office.CompleteAsync(id, "assign", "Reclassify", ("reason", "分类有误"));
        var refusal = await office.TryCompleteAsync(id, "classify", "Classified", ("matterClass", "Claim"), ("category", noise.Path), ("importance", "Ordinary"));
        Assert.Equal("field-unknown-category", refusal!.Code);
    }

    [Fact]
    public async Task Import_IsShownFirst_AddsOnlyWhatIsMissing_AndABadLineAddsNothing()
    {
        await using var office = await Office.OpenAsync();
        const string file = "level1,level2,level3\r\n环境保护,环境污染,噪音污染\r\n环境保护,环境污染,光污染\r\n数据,,\r\n";

        var preview = await office.Service.DoAsync<ImportCategoriesHandler, CategoryImport>(h => h.PreviewAsync(new ImportCategories(file), Office.Cancellation));
        Assert.Equal(["环境保护/环境污染/光污染", "数据"], preview.New);
        Assert.Equal(650, await office.Service.QueryAsync(db => db.Set<Category>().CountAsync(Office.Cancellation)));

        var bad = await office.Service.Runner.RunAsync<ImportCategoriesHandler, CategoryImport>(
            h => h.HandleAsync(new ImportCategories(file + "一,,三"), ActContext.System("test"), Office.Cancellation), Office.Cancellation);
        Assert.Equal(("category-file-line", 5), (bad.Refusal!.Code, bad.Refusal.Args[0]));

        await office.Service.DoAsync<ImportCategoriesHandler, CategoryImport>(h => h.HandleAsync(new ImportCategories(file), ActContext.System("test"), Office.Cancellation));
        Assert.Equal(("040212", "16"), ((await FindAsync(office, "环境保护/环境污染/光污染")).Code, (await FindAsync(office, "数据")).Code));
        Assert.Equal(2, await office.Service.QueryAsync(db => db.Set<CategoryChange>().CountAsync(c => c.Kind == CategoryChangeKind.Added, Office.Cancellation)));
    }

    private static async Task<Refusal?> DoAsync<THandler>(Office office, Func<THandler, Task<Result>> call) where THandler : notnull =>
        (await office.Service.Runner.RunAsync(call, Office.Cancellation)).Refusal;

    private static Task<Category> FindAsync(Office office, string path) =>
        office.Service.QueryAsync(db => db.Set<Category>().AsNoTracking().SingleAsync(c => c.Path == path, Office.Cancellation));

    private static async Task<IReadOnlyList<(string, bool)>> CategoriesAsync(Office office, Guid id) => await office.Service.QueryAsync(async db =>
        (await db.Set<CaseCategory>().AsNoTracking().Where(c => c.PetitionId == id).OrderByDescending(c => c.IsMain).ToListAsync(Office.Cancellation))
        .ConvertAll(c => (c.Path, c.IsMain)));
}
