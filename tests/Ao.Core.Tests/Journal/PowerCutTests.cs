using System.Globalization;
using Ao.TestSupport;

namespace Ao.Core.Tests.Journal;

/// <summary>R2: disks as a power cut could have left them, rebuilt from a log of what a writer asked the operating system for.</summary>
public sealed class PowerCutTests(ITestOutputHelper output) : IDisposable
{
    private const int Appends = 250;

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

        var (lostIn, lost, corrupt) = (0, 0, 0);
        for (var cut = 0; cut < cuts; cut++)
        {
            var disk = new PowerCutDisk();
            var acknowledged = disk.RunUntil(log, random.Next(1, log.Count + 1));
            var target = Path.Combine(_cuts, string.Create(CultureInfo.InvariantCulture, $"cut{cut}"));
            disk.WriteSurvivors(target, random);
            var verdict = await CrashWriterProcess.VerifyAsync(target, acknowledged, new HashSet<string>());
            (lostIn, lost, corrupt) = (lostIn + (verdict.Lost > 0 ? 1 : 0), lost + verdict.Lost, corrupt + verdict.Corrupt);
            Directory.Delete(target, recursive: true);
        }

        output.WriteLine($"R2 {string.Join(' ', options)}: seed {seed}, {cuts} power cuts over {log.Count} events, {acknowledgements} acknowledgements; {lost} facts lost in {lostIn} cuts, {corrupt} corrupt");
        return (lostIn, lost, corrupt);
    }
}
