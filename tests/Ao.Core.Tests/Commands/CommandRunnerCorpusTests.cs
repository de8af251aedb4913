using Ao.TestSupport;

namespace Ao.Commands;

public class CommandRunnerCorpusTests
{
    private const int AtOnce = 1000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_EachArgumentOfTheCorpus_ArrivesOnceAsOne(bool endsDescendants)
    {
        foreach (var batch in HostileStrings.Arguments.Chunk(AtOnce))
        {
            var result = await new CommandRunner(TimeProvider.System).RunAsync(new CommandRequest { Command = new CommandLine("sh", ArgumentLog.ToOutput(batch)), EndsDescendants = endsDescendants }, Token);

            Assert.Equal((0, ""), (result.ExitCode, result.Error));
            Assert.Equal(batch.Select(HostileStrings.AsUnicode), ArgumentLog.Read(result.Output));
        }
    }

    [Fact]
    public async Task RunAsync_EachVariableOfTheCorpus_ArrivesAsItIs()
    {
        foreach (var batch in HostileStrings.Arguments.Chunk(AtOnce))
        {
            var variables = batch.Select((text, index) => KeyValuePair.Create($"V{index:D4}", (string?)text)).ToDictionary(StringComparer.Ordinal);
            var result = await new CommandRunner(TimeProvider.System).RunAsync(new CommandRequest { Command = new CommandLine("env", "-0"), Environment = variables }, Token);

            var seen = ArgumentLog.Read(result.Output).Where(static variable => variable is ['V', >= '0' and <= '9', ..]).Order(StringComparer.Ordinal);
            Assert.Equal(batch.Select((text, index) => $"V{index:D4}={HostileStrings.AsUnicode(text)}"), seen);
        }
    }
}
