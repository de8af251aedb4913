using System.Security.Cryptography;
using System.Text;
using Ao.Reports;
using Ao.Scm;
using Ao.TestSupport;
using Ao.Trackers;

namespace Ao.Plugins.LocalFiles.Tests;

public sealed class AttachmentTests
{
    private static readonly ProjectSource s_source = new() { Project = new ProjectId("shop"), Location = "/nowhere" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateAsync_Attachments_LieBesideTheIssue()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var tracker = harness.Get<ITracker>("local-files");

        var created = await tracker.CreateAsync(Request("a/1") with { Attachments = [File("../../../x y", "one"), File("..", "two")] }, Token);
        var update = new IssueUpdate { Key = new OperationKey("a/2"), Source = s_source, Id = created.Id, Attachments = [File("x", "three")] };
        await tracker.UpdateAsync(update, Token);
        await tracker.UpdateAsync(update, Token);
        var read = (await tracker.GetAsync(s_source, created.Id, Token))!;

        Assert.Equal(["../../../x y", "..", "x"], read.Attachments.Select(static attachment => attachment.Name));
        var folder = Path.Combine(harness.DataFolder, "shop", "issues", "1.files");
        Assert.Equal(["1-x-y", "2-file", "3-x"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("three", await System.IO.File.ReadAllTextAsync(Path.Combine(folder, "3-x"), Token));
        Assert.Single(await ListAsync(tracker, "<!-- ao:dedupe-key:a/1 -->"));
        Assert.Empty(await ListAsync(tracker, "<!-- ao:dedupe-key:a/2 -->"));
    }

    [Fact]
    public async Task CreateAsync_BrokenOffBeforeTheIssueWasWritten_HasTheSameFiles()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var tracker = harness.Get<ITracker>("local-files");
        var request = Request("a/1") with { Attachments = [File("x", "one")] };
        var first = await tracker.CreateAsync(request, Token);
        System.IO.File.Delete(first.Address!.LocalPath);

        var again = await tracker.CreateAsync(request, Token);

        Assert.Equal(("1", "x"), (again.Id, Assert.Single(again.Attachments).Name));
        Assert.Single(Directory.GetFiles(Path.Combine(harness.DataFolder, "shop", "issues", "1.files")));
    }

    [Fact]
    public async Task CreateAsync_AnotherContentThanTheHashNames_IsRefused()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var forged = File("x", "one") with { Description = File("x", "two").Description };

        var error = await Assert.ThrowsAsync<AoException>(async () => await harness.Get<ITracker>("local-files").CreateAsync(Request("a/1") with { Attachments = [forged] }, Token));

        Assert.Contains("is not what its hash names", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(harness.DataFolder));
    }

    [Fact]
    public async Task SubmitAsync_Attachments_AreTheIssues()
    {
        await using var harness = await PluginHarness.StartAsync<LocalFilesPlugin>();
        var report = new Report { Type = ReportType.BugReport, Title = "It breaks" };

        var receipt = await harness.Get<IReporter>("local-files").SubmitAsync(
            new ReportSubmission { Key = new OperationKey("a/1"), Source = s_source, Report = report, FiledAt = DateTimeOffset.UnixEpoch, Attachments = [File("log", "x")] }, Token);

        Assert.Equal("log", Assert.Single((await harness.Get<ITracker>("local-files").GetAsync(s_source, receipt.IssueId!, Token))!.Attachments).Name);
        Assert.True(harness.Get<IReporter>("local-files") is IKeepsOnDisk && harness.Get<ITracker>("local-files") is IKeepsOnDisk);
    }

    private static IssueRequest Request(string key) => new() { Key = new OperationKey(key), Source = s_source, Title = "Title", Body = $"<!-- ao:dedupe-key:{key} -->" };

    private static AttachedFile File(string name, string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        return new AttachedFile
        {
            Description = new ReportAttachment { Name = name, MediaType = "text/plain", Size = content.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)) },
            OpenAsync = _ => ValueTask.FromResult<Stream>(new MemoryStream(content)),
        };
    }

    private static async Task<IReadOnlyList<Issue>> ListAsync(ITracker tracker, string text)
    {
        var issues = new List<Issue>();
        await foreach (var issue in tracker.ListAsync(s_source, new IssueQuery { Text = text }, Token))
        {
            issues.Add(issue);
        }

        return issues;
    }
}
