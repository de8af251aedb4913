using System.Globalization;
using Ao.TestSupport;

namespace Ao.Core.Tests.Journal;

/// <summary>R1, R3, R4 and R5: what an append acknowledged outlives kills, faults of the disk, a full disk and a second host.</summary>
public sealed class JournalCrashTests(ITestOutputHelper output) : IDisposable
{
    private const int CannotMount = 77;
    private const int Killed = 128 + 9;
    private const int KillsAJournal = 10;

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
        string[] faults = ["pwrite64:signal=SIGKILL", "fdatasync,fsync:signal=SIGKILL", "fdatasync,fsync:error=EIO", "pwrite64:error=ENOSPC", "pwrite64:error=EIO"];
        var (lost, corrupt, revived, felt, all) = (0, 0, 0, 0, 0);
        for (var point = 0; point < points; point++)
        {
            var fault = faults[point % faults.Length];
            var when = random.Next(1, fault.StartsWith('p') ? 60 : 25);
            var folder = _folder.Combine($"journal{point}");
            var result = await CrashWriterProcess.RunAsync(
                s_long, "strace", "-f", "-qq", "--seccomp-bpf", "-o", _folder.Combine("trace"), "-e", "trace=pwrite64,fsync,fdatasync", "-e", string.Create(CultureInfo.InvariantCulture, $"inject={fault}:when={when}"),
                "dotnet", CrashWriterProcess.Program, "append", folder, $"p{point}", "2", "15");
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
    public async Task OpenAsync_FolderOfAnotherProcess_IsRefusedByName()
    {
        await using var journal = await TestJournal.OpenAsync(_folder.Path);

        var result = await CrashWriterProcess.RunAsync(s_long, "dotnet", CrashWriterProcess.Program, "append", _folder.Path, "x", "1", "1");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"in use by process {Environment.ProcessId} on ", result.Error, StringComparison.Ordinal);
        Assert.Empty(await TestJournal.AllAsync(journal));
    }
}
