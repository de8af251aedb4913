using Ao.Commands;
using Ao.Runtimes;
using Ao.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.LocalProcess.Tests;

/// <summary>Programs that run as another user see their own folders, and nothing else of the host's.</summary>
public sealed class EnclosureTests : IDisposable
{
    private const string Nobody = "65534";
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Hidden => _folder.Combine("data");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("file", 0, false)]
    [InlineData("a/b", 0, false)]
    [InlineData("../a", 1, false)]
    [InlineData("./../a", 1, false)]
    [InlineData("../../a", 2, false)]
    [InlineData("..", 0, true)]
    [InlineData("../a", 0, true)]
    [InlineData("../../a", 1, true)]
    [InlineData("a/../b", 3, true)]
    [InlineData("a/../../etc", 1, true)]
    [InlineData("/etc/passwd", 5, true)]
    public void LeadsOut_Target_IsToldByItsText(string target, int depth, bool expected) => Assert.Equal(expected, OutwardLinks.LeadsOut(target, depth));

    [Theory]
    [InlineData("agent", "1001", "1002")]
    [InlineData("1001", "1001", "1002")]
    [InlineData("4242", "4242", "4242")]
    public void User_NameOrNumber_IsFound(string text, string id, string group) => Assert.Equal(new EnclosedUser(id, group), EnclosedUser.Of(text, Accounts()));

    [Theory]
    [InlineData("root")]
    [InlineData("0")]
    [InlineData("wheel")]
    [InlineData("nobody-of-that-name")]
    [InlineData("-1")]
    [InlineData("")]
    public void User_RootOrNone_IsRefused(string text) => Assert.Throws<AoException>(() => EnclosedUser.Of(text, Accounts()));

    [Fact]
    public async Task Start_AsAnotherUser_SeesItsOwnFoldersAlone()
    {
        var (output, exit) = await RunAsync("""
            id -u; pwd
            echo mine > "$OWN/written" && echo wrote
            cat "$READ/text"; echo x > "$READ/text" && echo overwrote
            ls "$HIDDEN"; cat "$HIDDEN/secret" && echo leaked
            ls /proc | grep -c '^[0-9]*$'
            cat /proc/net/dev | grep -c : ; kill -0 1 2>&1 | grep -c permitted
            (sleep 300 & ) ; exit 7
            """);

        Assert.Equal(7, exit);
        Assert.Contains($"{Nobody}\n{Hidden}/own\nwrote\nreadable\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("overwrote", output, StringComparison.Ordinal);
        Assert.DoesNotContain("leaked", output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret\n", output.Replace("data/secret", "", StringComparison.Ordinal), StringComparison.Ordinal);

        // Its network is a loopback of its own.
        Assert.Contains("\n1\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reclaim_LinksThatAnAgentLeft_LeadNowhereAnyMore()
    {
        await RunAsync("ln -s /etc out; ln -s ../../secret up; mkdir d; ln -s d in; ln -s d/../../x round; echo t > d/file; ln -s file d/same");
        await using var runtime = NewRuntime();
        await runtime.ReclaimAsync([Path.Combine(Hidden, "own")], Token);

        Assert.Equal(["d", "in"], Directory.EnumerateFileSystemEntries(Path.Combine(Hidden, "own")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(Hidden, "own", "d", "same")));
        Assert.Equal("readable\n", await File.ReadAllTextAsync(Path.Combine(Hidden, "read", "text"), Token));
    }

    [Fact]
    public async Task Start_FolderElsewhereOrNoneNamed_IsRefused()
    {
        RequireRoot();
        await using var runtime = NewRuntime();
        Prepare();

        foreach (var access in new RunAccess?[] { null, Access() with { WritableFolders = ["/etc"] }, Access() with { WritableFolders = [Path.Combine(Hidden, "..", "..", "etc")] } })
        {
            await Assert.ThrowsAsync<AoException>(async () => await runtime.StartAsync(RuntimeFixture.Shell(Path.Combine(Hidden, "own"), "true", 1) with { Access = access }, Token));
        }
    }

    private static void RequireRoot()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can run programs as another user.");
        RequiredTool.Ensure("unshare");
        RequiredTool.Ensure("setpriv");
    }

    private string Accounts()
    {
        var file = _folder.Combine("passwd");
        File.WriteAllText(file, "root:x:0:0:root:/root:/bin/sh\nwheel:x:1000:0::/:/bin/sh\nagent:x:1001:1002::/home/agent:/bin/sh\n");
        return file;
    }

    private async Task<(string Output, int? ExitCode)> RunAsync(string script)
    {
        RequireRoot();
        await using var runtime = NewRuntime();
        var finding = Assert.Single(await runtime.InspectSelfAsync(Token));
        Assert.SkipUnless(finding.Level == SelfCheckLevel.Pass, finding.Summary);
        Prepare();
        var request = RuntimeFixture.Shell(Path.Combine(Hidden, "own"), script, 1) with
        {
            Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["OWN"] = Path.Combine(Hidden, "own"), ["READ"] = Path.Combine(Hidden, "read"), ["HIDDEN"] = Hidden },
            Access = Access(),
        };
        var handle = await runtime.StartAsync(request, Token);
        var output = new System.Text.StringBuilder();
        await foreach (var item in runtime.WatchAsync(handle, 0, Token))
        {
            if (item is RunExited exited)
            {
                return (output.ToString(), exited.ExitCode);
            }

            output.Append(System.Text.Encoding.UTF8.GetString(((RunOutput)item).Data.Span));
        }

        throw new InvalidOperationException("The watch ended without an end of the run.");
    }

    private RunAccess Access() => new() { HiddenFolder = Hidden, WritableFolders = [Path.Combine(Hidden, "own")], ReadableFolders = [Path.Combine(Hidden, "read")] };

    private void Prepare()
    {
        Directory.CreateDirectory(Path.Combine(Hidden, "own"));
        Directory.CreateDirectory(Path.Combine(Hidden, "read"));
        File.WriteAllText(Path.Combine(Hidden, "read", "text"), "readable\n");
        File.WriteAllText(Path.Combine(Hidden, "secret"), "secret\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
            File.SetUnixFileMode(Hidden, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private LocalProcessRuntime NewRuntime()
    {
        var environment = new PluginEnvironment { Id = "local-process", Version = "0", Folder = AppContext.BaseDirectory, DataFolder = _folder.Combine("runtime") };
        var options = Options.Create(new LocalProcessOptions { User = Nobody, CloseNetwork = true, StartTimeout = TimeSpan.FromSeconds(60) });
        return new LocalProcessRuntime(new CommandRunner(TimeProvider.System), environment, TimeProvider.System, options, NullLogger<RunMonitor>.Instance);
    }
}
