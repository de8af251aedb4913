using System.Diagnostics;
using Ao.Commands;
using Ao.Runtimes;

namespace Ao.Plugins.LocalProcess.Tests;

public class OutputLimitTests
{
    [Fact]
    public async Task WatchAsync_FloodWithoutNewline_KeepsMemoryAndDiskBounded()
    {
        const long flood = 200L * 1024 * 1024;
        const long limit = 4 * 1024 * 1024;
        await using var fixture = new RuntimeFixture();
        var request = fixture.Shell($"head -c {flood} /dev/zero | tr '\\0' x") with { OutputLimit = limit };
        var before = Process.GetCurrentProcess().WorkingSet64;

        var handle = await fixture.Runtime.StartAsync(request, RuntimeFixture.Token);
        long seen = 0, cursor = 0;
        int? code = null;
        await foreach (var item in fixture.Runtime.WatchAsync(handle, 0, RuntimeFixture.Token))
        {
            switch (item)
            {
                case RunOutput output:
                    Assert.True(output.Cursor >= cursor);
                    Assert.InRange(output.Data.Length, 1, 64 * 1024);
                    Assert.False(output.Data.Span.ContainsAnyExcept((byte)'x'), "released output was read as zeros");
                    seen += output.Data.Length;
                    cursor = output.NextCursor;
                    break;
                case RunExited exited:
                    code = exited.ExitCode;
                    break;
            }
        }

        Assert.Equal(0, code);
        Assert.Equal(flood, cursor);
        Assert.InRange(seen, limit, flood);
        Assert.InRange(Process.GetCurrentProcess().WorkingSet64 - before, long.MinValue, 150 * 1024 * 1024);
        Assert.InRange(await AllocatedAsync(Path.Combine(fixture.RunPath(handle.Run), "output")), 1, limit + (1024 * 1024) + 8192);
    }

    [Fact]
    public async Task WatchAsync_BehindTheReleasedPart_ShowsTheGapAlsoAfterRestart()
    {
        await using var fixture = new RuntimeFixture();
        var request = fixture.Shell("head -c 3000000 /dev/zero | tr '\\0' x; echo end") with { OutputLimit = 1_000_000 };
        var handle = await fixture.Runtime.StartAsync(request, RuntimeFixture.Token);
        await foreach (var _ in fixture.Runtime.WatchAsync(handle, 3_000_000, RuntimeFixture.Token))
        {
        }

        await fixture.RestartAsync();
        var events = new List<RunEvent>();
        await foreach (var item in fixture.Runtime.WatchAsync(handle, 5, RuntimeFixture.Token))
        {
            events.Add(item);
        }

        var first = Assert.IsType<RunOutput>(events[0]);
        Assert.InRange(first.Cursor, 1_800_000, 2_000_004);
        Assert.Equal(3_000_004, Assert.IsType<RunOutput>(events[^2]).NextCursor);
        Assert.Equal(new RunExited(0), events[^1]);
    }

    [Fact]
    public async Task ReadErrorAsync_FloodOfErrors_KeepsTheEndWithinTheLimit()
    {
        await using var fixture = new RuntimeFixture();
        var request = fixture.Shell("{ head -c 5000000 /dev/zero | tr '\\0' x; echo end; } >&2") with { SeparateError = true, OutputLimit = 1_000_000 };
        var handle = await fixture.Runtime.StartAsync(request, RuntimeFixture.Token);

        Assert.Equal(("", 0), await fixture.ReadToEndAsync(handle));

        Assert.Equal("xxxend\n", await fixture.Runtime.ReadErrorAsync(handle, 7, RuntimeFixture.Token));
        Assert.InRange((await fixture.Runtime.ReadErrorAsync(handle, int.MaxValue, RuntimeFixture.Token)).Length, 1_000_000, 1_200_000);
        Assert.InRange(await AllocatedAsync(Path.Combine(fixture.RunPath(handle.Run), "error")), 1, 1_200_000);
    }

    /// <summary>AO_FLOODS sets how many floods run at once, of 20 MB each.</summary>
    [Fact]
    public async Task WatchAsync_FloodsAtOnce_StayBoundedAndDelayNobody()
    {
        var floods = int.TryParse(Environment.GetEnvironmentVariable("AO_FLOODS"), out var set) ? set : 8;
        await using var fixture = new RuntimeFixture();
        var before = Process.GetCurrentProcess().WorkingSet64;
        var quiet = await fixture.Runtime.StartAsync(fixture.Shell("i=0; while [ $i -lt 40 ]; do date +%s%N; sleep 0.05; i=$((i+1)); done"), RuntimeFixture.Token);
        var delays = DelaysAsync(fixture, quiet);

        var handles = await Task.WhenAll(Enumerable.Range(2, floods).Select(number =>
            fixture.Runtime.StartAsync(fixture.Shell("head -c 20000000 /dev/zero", number) with { OutputLimit = 1_000_000 }, RuntimeFixture.Token).AsTask()));
        await Task.WhenAll(handles.Select(handle => DrainAsync(fixture, handle)));
        var sorted = (await delays).Order().ToList();

        var memory = Process.GetCurrentProcess().WorkingSet64 - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{floods} floods: {memory / 1_000_000} MB more, quiet run's delay median {sorted[sorted.Count / 2]:0} ms, largest {sorted[^1]:0} ms");
        Assert.InRange(memory, long.MinValue, 200_000_000);
        Assert.InRange(sorted[sorted.Count / 2], 0, 1000);
    }

    [Theory]
    [InlineData(100, 1000, 0, 0)]
    [InlineData(1_000_000, 1_000_000, 0, 0)]
    [InlineData(1_004_096, 1_000_000, 0, 0)]
    [InlineData(1_200_000, 1_000_000, 0, 196_608)]
    [InlineData(1_210_000, 1_000_000, 196_608, 196_608)]
    public void FloorOf_Lengths_ReleasesWholeBlocksWhenWorthIt(long length, long limit, long floor, long expected) =>
        Assert.Equal(expected, OutputLimiter.FloorOf(length, limit, floor));

    private static async Task DrainAsync(RuntimeFixture fixture, RunHandle handle)
    {
        long cursor = 0;
        await foreach (var item in fixture.Runtime.WatchAsync(handle, 0, RuntimeFixture.Token))
        {
            cursor = item is RunOutput output ? output.NextCursor : cursor;
        }

        Assert.Equal(20_000_000, cursor);
    }

    private static async Task<List<double>> DelaysAsync(RuntimeFixture fixture, RunHandle handle)
    {
        var delays = new List<double>();
        await foreach (var item in fixture.Runtime.WatchAsync(handle, 0, RuntimeFixture.Token))
        {
            if (item is RunOutput output)
            {
                var line = System.Text.Encoding.ASCII.GetString(output.Data.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries)[0];
                var written = DateTimeOffset.UnixEpoch.AddTicks(long.Parse(line, System.Globalization.CultureInfo.InvariantCulture) / 100);
                delays.Add((TimeProvider.System.GetUtcNow() - written).TotalMilliseconds);
            }
        }

        return delays;
    }

    private static async Task<long> AllocatedAsync(string file)
    {
        var result = await new CommandRunner(TimeProvider.System).RunAsync(new CommandRequest { Command = new CommandLine("stat", "-c", "%b", "--", file) }, RuntimeFixture.Token);
        return long.Parse(result.Output, System.Globalization.CultureInfo.InvariantCulture) * 512;
    }
}
