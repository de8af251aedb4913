using System.Globalization;
using Ao.TestSupport;

namespace Ao.Core.Tests.Journal;

/// <summary>R2: disks as a power cut could have left them, rebuilt from a log of what a writer asked the operating system for.</summary>
public sealed class PowerCutTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>Enough for the log to be brought into the database, and begun anew, in between.</summary>
    private const int Appends = 2000;

    private readonly TempFolder _folder = new();

    // What is rebuilt needs no disk to be true of one, and memory is faster.
    private readonly string _cuts = Directory.Exists("/dev/shm") ? Directory.CreateDirectory($"/dev/shm/ao-test-{Guid.NewGuid():N}").FullName : Directory.CreateTempSubdirectory("ao-test-").FullName;

    public void Dispose()
    {
        _folder.Dispose();
        Directory.Delete(_cuts, recursive: true);
    }

    [Fact]
    public async Task Append_PowerCutAnywhere_LosesNothingAcknowledged()
    {
        var (lostIn, lost, corrupt) = await CutAsync(CrashWriterProcess.Count("AO_CRASH_CUTS", 200));

        Assert.Equal((0, 0, 0), (lostIn, lost, corrupt));
    }

    [Fact]
    public async Task Append_WithoutFlushingEachCommit_LosesInTheSameModel()
    {
        var (lostIn, _, _) = await CutAsync(CrashWriterProcess.Count("AO_CRASH_CUTS", 200) / 5, "--normal");

        Assert.True(lostIn > 0, "The model loses nothing even where commits are not flushed: it proves nothing.");
    }

    private async Task<(int LostIn, int Lost, int Corrupt)> CutAsync(int cuts, params string[] options)
    {
        RequiredTool.Ensure("strace");
        var seed = CrashWriterProcess.Seed();
        var random = new Random(seed);
        var folder = _folder.Combine("journal");
        var result = await CrashWriterProcess.RunAsync(
            TimeSpan.FromMinutes(2),
            "strace",
            ["-ff", "-ttt", "-qq", "-xx", "-y", "-s", "200000", "-o", _folder.Combine("trace"), "-e", "trace=pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename", "dotnet", CrashWriterProcess.Program, "append", folder, "p", "1", Appends.ToString(CultureInfo.InvariantCulture), .. options]);
        Assert.True(result.ExitCode == 0, result.Error);
        var log = StraceLog.Read(_folder.Path, "trace.*", folder);
        var acknowledgements = log.Count(entry => entry.Kind == DiskEventKind.Acknowledge);
        Assert.Equal(Appends, acknowledgements);

        var checkpoints = log.Where((entry, index) => entry is { Kind: DiskEventKind.Flush, File: "journal.db" } && log.Take(index).Any(static before => before.Kind == DiskEventKind.Acknowledge) && log.Skip(index).Any(static after => after.Kind == DiskEventKind.Acknowledge)).Count();
        Assert.True(checkpoints > 0, "The log was never brought into the database between two appends: no cut can fall there.");

        // The disk goes on from cut to cut; what a cut leaves is worked out on copies.
        var (lostIn, lost, corrupt) = (0, 0, 0);
        var disk = new PowerCutDisk();
        var done = 0;
        foreach (var (cut, at) in Enumerable.Range(0, cuts).Select(_ => random.Next(1, log.Count + 1)).Order().Index())
        {
            disk.Run(log.Skip(done).Take(at - done));
            done = at;
            var target = Path.Combine(_cuts, string.Create(CultureInfo.InvariantCulture, $"cut{cut}"));
            disk.WriteSurvivors(target, random);
            var verdict = await CrashWriterProcess.VerifyAsync(target, disk.Acknowledged, new HashSet<string>());
            (lostIn, lost, corrupt) = (lostIn + (verdict.Lost > 0 ? 1 : 0), lost + verdict.Lost, corrupt + verdict.Corrupt);
            Directory.Delete(target, recursive: true);
        }

        output.WriteLine($"R2 {string.Join(' ', options)}: seed {seed}, {cuts} power cuts over {log.Count} events, {acknowledgements} acknowledgements, {checkpoints} checkpoints in between; {lost} facts lost in {lostIn} cuts, {corrupt} corrupt");
        return (lostIn, lost, corrupt);
    }
}
