using Ao.Plugins.LocalFiles;
using Ao.Scm;
using Ao.TestSupport;
using Ao.Trackers;

namespace Ao.Plugins.LocalFiles.Tests;

public sealed class LocalFilesTrackerTests
{
    private static readonly ProjectSource s_source = new() { Project = new ProjectId("shop"), Location = "/nowhere" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> HostileTexts { get; } =
        ["nul \0 inside", "\e[31mred\e]52;c;x\a", "\u202Egnp.exe", "../../../etc/passwd", "a\r\nb\n\n", "$(touch x) `y`", "-x", "{\"id\": 1}", "😀 ñ ﷽", "\u0001\u009b\u007f"];

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task CreateAsync_HostileText_RoundTripsInsideTheFolder(string text)
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var tracker = harness.Get<ITracker>("local-files");

        var created = await tracker.CreateAsync(Request("a/1") with { Title = text, Body = text, Labels = [text] }, Token);
        var read = await tracker.GetAsync(s_source, created.Id, Token);

        Assert.Equal("1", created.Id);
        Assert.NotNull(read);
        Assert.Equal((text, text), (read.Title, read.Body));
        Assert.Equal([text], read.Labels);
        Assert.Equal(
            [".lock", "issues/1.json", "state.json"],
            Directory.EnumerateFiles(harness.DataFolder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Path.Combine(harness.DataFolder, "shop"), file))
                .Where(file => !file.StartsWith("operations/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task CreateAsync_SameKeyTwice_IsOneIssue()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var tracker = harness.Get<ITracker>("local-files");

        var issues = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => tracker.CreateAsync(Request("a/1"), Token).AsTask()));

        Assert.All(issues, issue => Assert.Equal("1", issue.Id));
        Assert.Equal("1", (await tracker.FindAsync(s_source, new OperationKey("a/1"), Token))?.Id);
        Assert.Null(await tracker.FindAsync(s_source, new OperationKey("a/2"), Token));
    }

    [Fact]
    public async Task CreateAsync_TwoStoresOnOneFolder_NeverShareAnId()
    {
        using var folder = new TempFolder();
        var options = new Dictionary<string, string?> { ["Folder"] = folder.Path };
        await using var one = await PluginHarness.StartAsync<LocalFilesPlugin>(options);
        await using var two = await PluginHarness.StartAsync<LocalFilesPlugin>(options);
        ITracker[] trackers = [one.Get<ITracker>("local-files"), two.Get<ITracker>("local-files")];

        var issues = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => Task.Run(() => trackers[number % 2].CreateAsync(Request($"a/{number}"), Token).AsTask(), Token)));

        Assert.Equal(Enumerable.Range(1, 60).Select(id => id.ToString()), issues.Select(issue => issue.Id).OrderBy(int.Parse));
    }

    [Fact]
    public async Task CreateAsync_LastIssueDeletedByHand_DoesNotReuseItsId()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var tracker = harness.Get<ITracker>("local-files");
        var first = await tracker.CreateAsync(Request("a/1"), Token);

        File.Delete(first.Address!.LocalPath);
        var second = await tracker.CreateAsync(Request("a/2"), Token);

        Assert.Equal("2", second.Id);
    }

    [Fact]
    public async Task CreateAsync_BrokenOffBeforeTheIssueWasWritten_TakesTheSameId()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var tracker = harness.Get<ITracker>("local-files");
        var first = await tracker.CreateAsync(Request("a/1"), Token);
        await tracker.CreateAsync(Request("a/2"), Token);

        File.Delete(first.Address!.LocalPath);
        Assert.Null(await tracker.FindAsync(s_source, new OperationKey("a/1"), Token));
        var again = await tracker.CreateAsync(Request("a/1"), Token);

        Assert.Equal("1", again.Id);
    }

    [Fact]
    public async Task CreateAsync_TooLargeBody_SaysTheLimitAndLeavesNothing()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var tracker = harness.Get<ITracker>("local-files");

        var error = await Assert.ThrowsAsync<AoException>(async () => await tracker.CreateAsync(Request("a/1") with { Body = new string('x', (1024 * 1024) + 1) }, Token));

        Assert.Contains("1048576 can be kept", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(harness.DataFolder));
        var largest = await tracker.CreateAsync(Request("a/1") with { Body = new string('\0', 1024 * 1024) }, Token);
        Assert.Equal(1024 * 1024, (await tracker.GetAsync(s_source, largest.Id, Token))!.Body.Length);
    }

    [Fact]
    public async Task UpdateAsync_SameKeyTwice_ChangesOnce()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var tracker = harness.Get<ITracker>("local-files");
        var issue = await tracker.CreateAsync(Request("a/1"), Token);
        var update = new IssueUpdate { Key = new OperationKey("a/2"), Source = s_source, Id = issue.Id, Comment = "done\0", IsOpen = false, Labels = ["x"] };

        await tracker.UpdateAsync(update, Token);
        var updated = await tracker.UpdateAsync(update, Token);

        Assert.False(updated.IsOpen);
        Assert.Equal(["x"], updated.Labels);
        Assert.Equal("done\0", Assert.Single(updated.Comments).Text);
        Assert.Equal(issue.Title, updated.Title);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("../1")]
    [InlineData("01")]
    [InlineData("")]
    [InlineData("1\0")]
    [InlineData("9999999999999999999")]
    public async Task UpdateAsync_NoSuchIssue_SaysSo(string id)
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var tracker = harness.Get<ITracker>("local-files");
        await tracker.CreateAsync(Request("a/1"), Token);

        var error = await Assert.ThrowsAsync<AoException>(async () => await tracker.UpdateAsync(new IssueUpdate { Key = new OperationKey("a/2"), Source = s_source, Id = id, Body = "x" }, Token));

        Assert.Contains("There is no issue", error.Message, StringComparison.Ordinal);
        Assert.Null(await tracker.GetAsync(s_source, id, Token));
    }

    [Fact]
    public async Task ListAsync_Query_GivesTheMatchingOnesNewestFirst()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var tracker = harness.Get<ITracker>("local-files");
        for (var number = 1; number <= 12; number++)
        {
            await tracker.CreateAsync(Request($"a/{number}") with { Title = $"Issue {number}", Body = number % 2 == 0 ? "Even Steven" : "odd", Labels = number % 3 == 0 ? ["three", "x"] : ["x"] }, Token);
        }

        await tracker.UpdateAsync(new IssueUpdate { Key = new OperationKey("close"), Source = s_source, Id = "6", IsOpen = false }, Token);

        Assert.Equal(["12", "11", "10", "9", "8", "7", "5", "4", "3", "2", "1"], await IdsAsync(tracker, new IssueQuery()));
        Assert.Equal(["12", "6"], await IdsAsync(tracker, new IssueQuery { IncludeClosed = true, Labels = ["three", "x"], Text = "steven EVEN" }));
        Assert.Empty(await IdsAsync(tracker, new IssueQuery { Labels = ["none"] }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"format\":1,\"id\":\"7\",\"revision\":1,\"title\":\"t\",\"createdAt\":\"2026-01-01T00:00:00Z\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}")]
    [InlineData("{\"format\":99,\"id\":\"1\",\"revision\":1,\"title\":\"t\",\"createdAt\":\"2026-01-01T00:00:00Z\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}")]
    [InlineData("{\"format\":1,\"id\":\"1\",\"revision\":1,\"title\":null,\"createdAt\":\"2026-01-01T00:00:00Z\",\"updatedAt\":\"2026-01-01T00:00:00Z\"}")]
    public async Task GetAsync_DamagedFile_NamesItAndLeavesTheOthersReadable(string content)
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var tracker = harness.Get<ITracker>("local-files");
        var first = await tracker.CreateAsync(Request("a/1"), Token);
        await tracker.CreateAsync(Request("a/2"), Token);

        await File.WriteAllTextAsync(first.Address!.LocalPath, content, Token);

        var error = await Assert.ThrowsAsync<AoException>(async () => await tracker.GetAsync(s_source, "1", Token));
        Assert.Contains(first.Address.LocalPath, error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AoException>(async () => await tracker.CreateAsync(Request("a/1"), Token));
        Assert.Equal(["2"], await IdsAsync(tracker, new IssueQuery()));
        Assert.Equal("3", (await tracker.CreateAsync(Request("a/3"), Token)).Id);
    }

    [Fact]
    public async Task WatchAsync_Cursor_GivesWhatCameAfterIt()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var tracker = harness.Get<ITracker>("local-files");
        await tracker.CreateAsync(Request("a/1"), Token);
        await using var watch = ((IIssueFeed)tracker).WatchAsync(s_source, "0", Token).GetAsyncEnumerator(Token);

        Assert.True(await watch.MoveNextAsync());
        Assert.Equal("1", watch.Current.Issue.Id);
        var cursor = watch.Current.Cursor;
        await tracker.CreateAsync(Request("a/2"), Token);
        Assert.True(await watch.MoveNextAsync());
        Assert.Equal("2", watch.Current.Issue.Id);
        await tracker.UpdateAsync(new IssueUpdate { Key = new OperationKey("u"), Source = s_source, Id = "1", Comment = "c" }, Token);
        Assert.True(await watch.MoveNextAsync());
        Assert.Single(watch.Current.Issue.Comments);

        await using var resumed = ((IIssueFeed)tracker).WatchAsync(s_source, cursor, Token).GetAsyncEnumerator(Token);
        Assert.True(await resumed.MoveNextAsync());
        Assert.Equal("2", resumed.Current.Issue.Id);
        Assert.True(await resumed.MoveNextAsync());
        Assert.Equal("1", resumed.Current.Issue.Id);
    }

    [Fact]
    public async Task WatchAsync_WrongCursor_SaysSo()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var feed = (IIssueFeed)harness.Get<ITracker>("local-files");
        await using var watch = feed.WatchAsync(s_source, "../1", Token).GetAsyncEnumerator(Token);

        await Assert.ThrowsAsync<AoException>(async () => await watch.MoveNextAsync());
    }

    private static IssueRequest Request(string key) => new() { Key = new OperationKey(key), Source = s_source, Title = "Carts lose items" };

    private static async Task<IReadOnlyList<string>> IdsAsync(ITracker tracker, IssueQuery query) =>
        await tracker.ListAsync(s_source, query, Token).Select(issue => issue.Id).ToListAsync(Token);
}
