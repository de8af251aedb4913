using Ao.Commands;
using Ao.TestSupport;

namespace Ao.Plugins.LocalProcess.Tests;

public class CorpusTests
{
    private const int AtOnce = 1000;

    [Fact]
    public async Task StartAsync_EachArgumentOfTheCorpus_ArrivesOnceAsOne()
    {
        await using var fixture = new RuntimeFixture();
        foreach (var (number, batch) in HostileStrings.Arguments.Chunk(AtOnce).Index())
        {
            var request = fixture.Shell("", number + 1) with { Command = new CommandLine("sh", ArgumentLog.ToOutput(batch)) };

            var (output, code) = await fixture.ReadToEndAsync(await fixture.Runtime.StartAsync(request, RuntimeFixture.Token));

            Assert.Equal(0, code);
            Assert.Equal(batch.Select(HostileStrings.AsUnicode), ArgumentLog.Read(output));
        }
    }

    [Fact]
    public async Task StartAsync_EachVariableOfTheCorpus_ArrivesAsItIs()
    {
        await using var fixture = new RuntimeFixture();
        foreach (var (number, batch) in HostileStrings.Arguments.Chunk(AtOnce).Index())
        {
            var variables = batch.Select((text, index) => KeyValuePair.Create($"V{index:D4}", text)).Append(new("PATH", "/usr/bin:/bin")).ToDictionary(StringComparer.Ordinal);
            var request = fixture.Shell("", number + 1) with { Command = new CommandLine("env", "-0"), Environment = variables };

            var (output, _) = await fixture.ReadToEndAsync(await fixture.Runtime.StartAsync(request, RuntimeFixture.Token));

            var seen = ArgumentLog.Read(output).Where(static variable => variable is ['V', >= '0' and <= '9', ..]).Order(StringComparer.Ordinal);
            Assert.Equal(batch.Select((text, index) => $"V{index:D4}={HostileStrings.AsUnicode(text)}"), seen);
        }
    }
}
