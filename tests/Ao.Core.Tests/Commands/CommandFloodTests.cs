using System.Diagnostics;

namespace Ao.Commands;

/// <summary>Measures the memory of the whole process, and so runs when nothing else does.</summary>
[Collection("Alone")]
public sealed class CommandFloodTests
{
    [Fact]
    public async Task RunAsync_FloodOnBothStreams_KeepsTheEndsInBoundedMemory()
    {
        var before = Process.GetCurrentProcess().WorkingSet64;

        var result = await new CommandRunner(TimeProvider.System).RunAsync(new CommandRequest { Command = new CommandLine("sh", ["-c", "head -c 100000000 /dev/zero | tr '\\0' o; echo end; { head -c 100000000 /dev/zero | tr '\\0' e; echo end; } >&2"]), OutputLimit = 1000 }, TestContext.Current.CancellationToken);

        Assert.True(result.Truncated);
        Assert.Equal(new string('o', 996) + "end\n", result.Output);
        Assert.Equal(new string('e', 996) + "end\n", result.Error);
        Assert.InRange(Process.GetCurrentProcess().WorkingSet64 - before, long.MinValue, 60_000_000);
    }
}
