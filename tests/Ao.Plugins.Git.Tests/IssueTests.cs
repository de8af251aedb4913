using System.Security.Cryptography;
using System.Text;
using Ao.Reports;
using Ao.Scm;
using Ao.Trackers;

namespace Ao.Plugins.Git.Tests;

public sealed class IssueTests
{
    private const int MaxCommands = 60;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> HostileTexts { get; } =
        ["nul \0 inside", "\e[31mred\e]52;c;x\a", "\u202Egnp.exe", "../../../etc/passwd", "a\r\nb\n\n", "$(touch x) `y`", "-x", "{\"id\": 1}", "😀 ñ ﷽", "deadbeef blob 7\nrefs/heads/main"];

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task Create_HostileText_IsKeptAsItIs(string text)
    {
        await using var rig = await GitRig.StartAsync();
        var tracker = await rig.NewTrackerAsync();

        var created = await tracker.CreateAsync(Request(rig, 1) with { Body = text, Labels = [text], Assignees = ["ada"] }, Token);
        await tracker.UpdateAsync(new IssueUpdate { Key = new OperationKey("u"), Source = rig.Source, Id = created.Id, Comment = text }, Token);
        var read = (await (await rig.NewTrackerAsync()).GetAsync(rig.Source, created.Id, Token))!;

        Assert.Equal(("1", "Issue 1", text, text), (read.Id, read.Title, read.Body, Assert.Single(read.Comments).Text));
        Assert.Equal([text], read.Labels);
        Assert.Equal(["ada"], read.Assignees);
        Assert.Null(await tracker.GetAsync(rig.Source, "2", Token));
        Assert.Null(await tracker.GetAsync(rig.Source, text, Token));
        Assert.Equal("", await rig.GitAsync(rig.SourcePath, "status", "--porcelain"));
    }

    [Fact]
    public async Task Create_OneKeyFromTwoHostsAtOnce_IsOneIssue()
    {
        await using var rig = await GitRig.StartAsync();
        ITracker[] hosts = [await rig.NewTrackerAsync(), await rig.NewTrackerAsync()];
        await hosts[0].FindAsync(rig.Source, new OperationKey("none"), Token);

        var issues = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(() => hosts[number % 2].CreateAsync(Request(rig, number / 6), Token).AsTask(), Token)));

        Assert.Equal(["1", "2"], issues.Select(static issue => issue.Id).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(2, await CountAsync(hosts[1], rig.Source));
        Assert.All(issues, issue => Assert.Equal(issue.Id, issues.First(other => other.Title == issue.Title).Id));
    }

    [Fact]
    public async Task Create_HostDiesAtEachCommand_OneIssueEach()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.NewTrackerAsync();

        var deaths = await DieAtEachAsync(
            rig,
            (number, tracker) => tracker.CreateAsync(Request(rig, number) with { Attachments = [File("a.log", "x"), File("b.log", "y")] }, Token).AsTask(),
            async (number, tracker) =>
            {
                var found = await tracker.FindAsync(rig.Source, Request(rig, number).Key, Token);
                var created = await tracker.CreateAsync(Request(rig, number) with { Attachments = [File("a.log", "x"), File("b.log", "y")] }, Token);
                Assert.Equal(found?.Id ?? created.Id, created.Id);
                Assert.Equal(2, created.Attachments.Count);
                Assert.Equal(number, await CountAsync(tracker, rig.Source));
            });

        Assert.True(deaths >= 5, $"only {deaths} commands");
    }

    [Fact]
    public async Task Update_HostDiesAtEachCommand_IsDoneOnceEach()
    {
        await using var rig = await GitRig.StartAsync();
        var first = await rig.NewTrackerAsync();
        await first.CreateAsync(Request(rig, 1) with { Attachments = [File("a.log", "x")] }, Token);
        IssueUpdate Update(int number) => new() { Key = new OperationKey($"u{number}"), Source = rig.Source, Id = "1", Comment = $"{number}", Attachments = [File("more.log", $"{number}")] };

        var deaths = await DieAtEachAsync(
            rig,
            (number, tracker) => tracker.UpdateAsync(Update(number), Token).AsTask(),
            async (number, tracker) =>
            {
                var updated = await tracker.UpdateAsync(Update(number), Token);
                Assert.Equal(Enumerable.Range(1, number).Select(static comment => $"{comment}"), updated.Comments.Select(static comment => comment.Text));
                Assert.Equal(number + 1, updated.Attachments.Count);
            });

        Assert.True(deaths >= 4, $"only {deaths} commands");
    }

    [Fact]
    public async Task Find_TransactionCutShort_IsMendedAndANumberIsGivenOnce()
    {
        await using var rig = await GitRig.StartAsync();
        var tracker = await rig.NewTrackerAsync();
        await tracker.CreateAsync(Request(rig, 1) with { Attachments = [File("a.log", "x")] }, Token);
        await tracker.CreateAsync(Request(rig, 2), Token);
        await DeleteAsync(rig, "*/number/1/meta");
        await DeleteAsync(rig, "*/number/2/meta");
        await tracker.CreateAsync(Request(rig, 3), Token);

        var one = await tracker.FindAsync(rig.Source, Request(rig, 1).Key, Token);
        var two = await tracker.FindAsync(rig.Source, Request(rig, 2).Key, Token);

        Assert.Equal(("1", "Issue 1"), (one?.Id, one?.Title));
        Assert.Equal(("3", "Issue 2"), (two?.Id, two?.Title));
        Assert.Equal("Issue 3", (await tracker.GetAsync(rig.Source, "2", Token))?.Title);
        Assert.Equal(3, await CountAsync(tracker, rig.Source));
    }

    [Fact]
    public async Task List_Query_GivesWhatFitsNewestFirst()
    {
        await using var rig = await GitRig.StartAsync();
        var tracker = await rig.NewTrackerAsync();
        for (var number = 1; number <= 4; number++)
        {
            await tracker.CreateAsync(Request(rig, number) with { Body = $"text\n<!-- ao:dedupe-key:k{number} -->", Labels = number % 2 == 0 ? ["even", "x"] : ["x"] }, Token);
        }

        await tracker.UpdateAsync(new IssueUpdate { Key = new OperationKey("close"), Source = rig.Source, Id = "4", IsOpen = false }, Token);

        Assert.Equal(["3", "2", "1"], await IdsAsync(tracker, rig.Source, new IssueQuery()));
        Assert.Equal(["4", "2"], await IdsAsync(tracker, rig.Source, new IssueQuery { IncludeClosed = true, Labels = ["x", "even"] }));
        Assert.Equal(["3"], await IdsAsync(tracker, rig.Source, new IssueQuery { Text = "<!-- ao:dedupe-key:k3 -->" }));
        Assert.Empty(await IdsAsync(tracker, rig.Source, new IssueQuery { Text = "ISSUE nothing" }));
    }

    [Fact]
    public async Task Create_OfAFork_IsNoIssueOfTheSource()
    {
        await using var rig = await GitRig.StartAsync();
        var tracker = await rig.NewTrackerAsync();
        var fork = await rig.Scm.CreateForkAsync(new ForkRequest { Key = new OperationKey("fork"), Source = rig.Source, Owner = "ada" }, Token);
        var forked = rig.Source with { Location = fork.Location };

        var own = await tracker.CreateAsync(Request(rig, 1), Token);
        var others = await tracker.CreateAsync(Request(rig, 2) with { Source = forked }, Token);

        Assert.Equal(("1", "1"), (own.Id, others.Id));
        Assert.Equal(("Issue 1", "Issue 2"), ((await tracker.GetAsync(rig.Source, "1", Token))!.Title, (await tracker.GetAsync(forked, "1", Token))!.Title));
        Assert.Null(await tracker.FindAsync(forked, Request(rig, 1).Key, Token));
        Assert.Equal("1", (await tracker.FindAsync(rig.Source with { Location = rig.SourcePath + "/" }, Request(rig, 1).Key, Token))?.Id);
    }

    [Fact]
    public async Task Create_Attachments_AreFilesOfTheControlRepository()
    {
        await using var rig = await GitRig.StartAsync();
        var tracker = await rig.NewTrackerAsync();
        var bytes = RandomNumberGenerator.GetBytes(300_000);

        var issue = await tracker.CreateAsync(Request(rig, 1) with { Attachments = [File("../../x y", "text"), Of("b.bin", bytes)] }, Token);

        Assert.Equal(["../../x y", "b.bin"], issue.Attachments.Select(static attachment => attachment.Name));
        var reference = (await rig.GitAsync(rig.Control, "--git-dir=.", "for-each-ref", "--format=%(refname)", "refs/ao/issues/*/number/1/files")).Trim();
        Assert.Equal("1-x-y\n2-b.bin", await rig.GitAsync(rig.Control, "--git-dir=.", "ls-tree", "--name-only", reference));
        Assert.Equal("text", await rig.GitAsync(rig.Control, "--git-dir=.", "cat-file", "blob", $"{reference}:1-x-y"));
        Assert.Equal("300000", await rig.GitAsync(rig.Control, "--git-dir=.", "cat-file", "-s", $"{reference}:2-b.bin"));
        await rig.GitAsync(rig.Control, "--git-dir=.", "fsck", "--strict");
    }

    [Fact]
    public async Task Create_BadInput_SaysWhatAndLeavesNothing()
    {
        await using var rig = await GitRig.StartAsync();
        var tracker = await rig.NewTrackerAsync();
        async Task<string> RefusedAsync(IssueRequest request) => (await Assert.ThrowsAsync<AoException>(async () => await tracker.CreateAsync(request, Token))).Message;

        Assert.Contains("cannot be a title", await RefusedAsync(Request(rig, 1) with { Title = "a\nb" }), StringComparison.Ordinal);
        Assert.Contains("has 1048577 characters", await RefusedAsync(Request(rig, 1) with { Body = new string('x', (1024 * 1024) + 1) }), StringComparison.Ordinal);
        Assert.Contains("101 labels", await RefusedAsync(Request(rig, 1) with { Labels = [.. Enumerable.Range(0, 101).Select(static number => $"{number}")] }), StringComparison.Ordinal);
        Assert.Contains("is not what its hash names", await RefusedAsync(Request(rig, 1) with { Attachments = [File("a", "x") with { Description = File("a", "y").Description }] }), StringComparison.Ordinal);
        Assert.Contains("more than 8388608 bytes", await RefusedAsync(Request(rig, 1) with { Attachments = [Of("big", new byte[9 * 1024 * 1024])] }), StringComparison.Ordinal);
        Assert.Contains("There is no issue '../1'", (await Assert.ThrowsAsync<AoException>(async () => await tracker.UpdateAsync(new IssueUpdate { Key = new OperationKey("u"), Source = rig.Source, Id = "../1" }, Token))).Message, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(tracker, rig.Source));
    }

    private static IssueRequest Request(GitRig rig, int number) => new() { Key = new OperationKey($"shop-{number}/issue"), Source = rig.Source, Title = $"Issue {number}" };

    private static AttachedFile File(string name, string text) => Of(name, Encoding.UTF8.GetBytes(text));

    private static AttachedFile Of(string name, byte[] content) => new()
    {
        Description = new ReportAttachment { Name = name, MediaType = "text/plain", Size = content.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)) },
        OpenAsync = _ => ValueTask.FromResult<Stream>(new MemoryStream(content)),
    };

    private static async Task<IReadOnlyList<string>> IdsAsync(ITracker tracker, ProjectSource source, IssueQuery query)
    {
        var ids = new List<string>();
        await foreach (var issue in tracker.ListAsync(source, query, Token))
        {
            ids.Add(issue.Id);
        }

        return ids;
    }

    private static async Task<int> CountAsync(ITracker tracker, ProjectSource source) => (await IdsAsync(tracker, source, new IssueQuery { IncludeClosed = true })).Count;

    private static async Task DeleteAsync(GitRig rig, string pattern)
    {
        var reference = await rig.GitAsync(rig.Control, "--git-dir=.", "for-each-ref", "--format=%(refname)", $"refs/ao/issues/{pattern}");
        await rig.GitAsync(rig.Control, "--git-dir=.", "update-ref", "-d", reference.Trim());
    }

    /// <summary>Runs an act as often as it has commands, each time with a host that dies one command later, and checks with the next host.</summary>
    private static async Task<int> DieAtEachAsync(GitRig rig, Func<int, ITracker, Task> act, Func<int, ITracker, Task> check)
    {
        for (var point = 1; point < MaxCommands; point++)
        {
            var runner = new FailingRunner(point);
            var tracker = await rig.NewTrackerAsync(runner);
            var died = await Record.ExceptionAsync(() => act(point, tracker)) is not null;
            await check(point, await rig.NewTrackerAsync());
            if (!died)
            {
                Assert.False(runner.Died);
                return point - 1;
            }
        }

        Assert.Fail($"The act has more than {MaxCommands} commands.");
        return 0;
    }
}
