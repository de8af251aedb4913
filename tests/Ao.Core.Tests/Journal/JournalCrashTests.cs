using System.Globalization;
using Ao.Commands;
using Ao.TestSupport;

namespace Ao.Core.Tests.Journal;

/// <summary>R1, R3, R4 and R5: what an append acknowledged outlives kills, faults of the disk, a full disk and a second host.</summary>
public sealed class JournalCrashTests(ITestOutputHelper output) : IDisposable
{
    private const int CannotMount = 77;
    private const int Killed = 128 + 9;
    private const int KillsAJournal = 10;
    private const int Starters = 6;

    /// <summary>A write that the operating system does only in part: where a file meets the limit of its size, which lies within a page. What is tried behind it fails.</summary>
    private const string ShortWrite = "short write";
    private const string LimitFileSize = "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"";

    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Append_HostKilledAtRandomMoments_LosesNothingAcknowledged()
    {
        var kills = CrashWriterProcess.Count("AO_CRASH_KILLS", 50);
        var seed = CrashWriterProcess.Seed();
        var random = new Random(seed);
        var (lost, corrupt, all) = (0, 0, 0);
        for (var kill = 0; kill < kills; kill++)
        {
            // A few kills on one journal, then a fresh one: both young and grown ones are hit.
            var folder = _folder.Combine($"journal{kill / KillsAJournal}");
            var file = _folder.Combine($"acks{kill / KillsAJournal}");
            var moment = random.Next(1, 120).ToString(CultureInfo.InvariantCulture);
            var result = await CrashWriterProcess.RunAsync(s_long, "dotnet", CrashWriterProcess.Program, "die", folder, $"r{kill}", "8", file, moment);
            Assert.True(result.ExitCode == Killed, result.Error);
            var (acknowledged, refused) = CrashWriterProcess.Answers(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            var verdict = await CrashWriterProcess.VerifyAsync(folder, acknowledged, refused);
            (lost, corrupt) = (lost + verdict.Lost, corrupt + verdict.Corrupt);
            all += acknowledged.Count(tag => tag.StartsWith($"r{kill}.", StringComparison.Ordinal));
        }

        output.WriteLine($"R1: seed {seed}, {kills} kills, {all} facts acknowledged, {lost} lost, {corrupt} corrupt");
        Assert.Equal((0, 0), (lost, corrupt));
        Assert.True(all > kills, "Hardly anything was written before the kills: they prove nothing.");
    }

    [Fact]
    public async Task Append_FaultAtAnyInputOrOutput_LosesNothingAcknowledged()
    {
        RequiredTool.Ensure("strace");
        var points = CrashWriterProcess.Count("AO_CRASH_FAULTS", 60);
        var seed = CrashWriterProcess.Seed();
        var random = new Random(seed);
        string[] faults = ["pwrite64:signal=SIGKILL", "fdatasync,fsync:signal=SIGKILL", "fdatasync,fsync:error=EIO", "pwrite64:error=ENOSPC", "pwrite64:error=EIO", ShortWrite];
        var (lost, corrupt, revived, felt, all) = (0, 0, 0, 0, 0);
        for (var point = 0; point < points; point++)
        {
            var fault = faults[point % faults.Length];
            var when = random.Next(1, fault.StartsWith('p') ? 60 : 25);
            var folder = _folder.Combine($"journal{point}");
            string[] writer = ["dotnet", CrashWriterProcess.Program, "append", folder, $"p{point}", "2", "15"];
            var result = fault == ShortWrite
                ? await CrashWriterProcess.RunAsync(s_long, "sh", ["-c", LimitFileSize, "sh", (130 + random.Next(100)).ToString(CultureInfo.InvariantCulture), .. writer])
                : await CrashWriterProcess.RunAsync(s_long, "strace", ["-f", "-qq", "--seccomp-bpf", "-o", _folder.Combine("trace"), "-e", "trace=pwrite64,fsync,fdatasync", "-e", string.Create(CultureInfo.InvariantCulture, $"inject={fault}:when={when}"), .. writer]);
            var (acknowledged, refused) = CrashWriterProcess.Answers(result.Output);
            var verdict = await CrashWriterProcess.VerifyAsync(folder, acknowledged, refused);
            (lost, corrupt, revived, all) = (lost + verdict.Lost, corrupt + verdict.Corrupt, revived + verdict.Refused, all + verdict.Acknowledged);
            felt += result.ExitCode != 0 || refused.Count > 0 ? 1 : 0;
            if (verdict.Lost + verdict.Corrupt + verdict.Refused > 0)
            {
                output.WriteLine($"{fault} at {when}: {verdict}");
            }
        }

        output.WriteLine($"R3: seed {seed}, {points} points ({felt} felt), {all} facts acknowledged, {lost} lost, {corrupt} corrupt, {revived} refused yet there");
        Assert.Equal((0, 0, 0), (lost, corrupt, revived));
        Assert.True(felt > points / 4, "Most faults were not felt: they are not where the journal writes.");
    }

    [Fact]
    public async Task Append_DiskOfOneMegabyteFull_KeepsTheOldAndResumesWithRoom()
    {
        RequiredTool.Ensure("unshare");
        var mountPoint = Directory.CreateDirectory(_folder.Combine("disk")).FullName;

        var result = await CrashWriterProcess.RunAsync(s_long, "unshare", "--user", "--map-root-user", "--mount", "dotnet", CrashWriterProcess.Program, "full", mountPoint);

        Assert.SkipWhen(result.ExitCode != 0 && (result.ExitCode == CannotMount || result.Error.Contains("unshare:", StringComparison.Ordinal)), $"This machine allows no mounts: {result.Error}");
        output.WriteLine($"R4: {result.Output.ReplaceLineEndings(" ")}");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("disk is full", result.Output, StringComparison.Ordinal);
        Assert.Contains("resumed=True", result.Output, StringComparison.Ordinal);
        Assert.Contains("exact=True", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_SeveralProcessesAtOnce_OneWinsAndTheOthersAreToldWhich()
    {
        // An owner that is long dead, for those who come between the lock and the winner's name.
        await File.WriteAllTextAsync(_folder.Combine("host.json"), """{"processId":1,"startTime":"none","boot":"none","machine":"none","since":"2020-01-01T00:00:00+00:00"}""".Replace("\"machine\":\"none\"", $"\"machine\":\"{Environment.MachineName}\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var release = _folder.Combine("release");
        var starters = Enumerable.Range(0, Starters).Select(_ => CrashWriterProcess.RunAsync(s_long, "dotnet", CrashWriterProcess.Program, "hold", _folder.Path, release)).ToList();

        var refused = new List<CommandResult>();
        foreach (var starter in Enumerable.Range(0, Starters - 1))
        {
            var ended = await Task.WhenAny(starters);
            starters.Remove(ended);
            refused.Add(await ended);
        }

        await File.WriteAllTextAsync(release, "", TestContext.Current.CancellationToken);
        var winner = await Assert.Single(starters);

        Assert.True(winner.ExitCode == 0, winner.Error);
        Assert.All(refused, result => Assert.Equal(1, result.ExitCode));
        Assert.All(refused, result => Assert.Contains($"in use by process {winner.Output.Trim()} on ", result.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenAsync_FolderOfAnotherProcess_IsRefusedByName()
    {
        await using var journal = await TestJournal.OpenAsync(_folder.Path);

        var result = await CrashWriterProcess.RunAsync(s_long, "dotnet", CrashWriterProcess.Program, "append", _folder.Path, "x", "1", "1");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"in use by process {Environment.ProcessId} on ", result.Error, StringComparison.Ordinal);
        Assert.Empty(await TestJournal.AllAsync(journal));
    }
}
