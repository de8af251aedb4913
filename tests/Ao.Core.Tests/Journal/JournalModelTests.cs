using Ao.Journal;
using Ao.TestSupport;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Journal;

/// <summary>Random appends, by random writers under random epochs, with hosts that come and go, against a model of ten lines.</summary>
public sealed class JournalModelTests
{
    private const int Streams = 3;

    [Property(MaxTest = 60)]
    public async Task Journal_AnySequence_BehavesAsTheModel((byte Streams, byte Expectation, byte Epoch, byte Count)[] steps)
    {
        using var folder = new TempFolder();
        var model = new JournalModel();
        var journal = await TestJournal.OpenAsync(folder.Path);
        model.Open(journal.Epoch);
        foreach (var step in steps)
        {
            if (step.Count % 16 == 15)
            {
                await journal.DisposeAsync();
                journal = await TestJournal.OpenAsync(folder.Path);
                model.Open(journal.Epoch);
                continue;
            }

            var appends = Appends(step, model);
            var expected = model.Append(appends);
            var actual = await TryAsync(journal, appends);
            Assert.Equal(expected, actual);
        }

        Assert.Equal(model.Facts, (await TestJournal.AllAsync(journal)).Select(JournalModel.Plain));
        for (var stream = 0; stream < Streams; stream++)
        {
            var name = $"s{stream}";
            var read = await journal.ReadStreamAsync(name, 0, TestContext.Current.CancellationToken).Select(JournalModel.Plain).ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal(model.Facts.Where(fact => fact.Stream == name), read);
        }

        await journal.DisposeAsync();
    }

    private static List<StreamAppend> Appends((byte Streams, byte Expectation, byte Epoch, byte Count) step, JournalModel model)
    {
        var first = $"s{step.Streams % Streams}";
        var appends = new List<StreamAppend> { Append(first, step.Expectation, step.Epoch, (step.Count % 3) + 1, model) };
        if (step.Streams % 5 == 0)
        {
            appends.Add(Append($"s{step.Streams / 5 % Streams}", (byte)(step.Expectation / 4), (byte)(step.Epoch / 8), 1, model));
        }

        return appends;
    }

    private static StreamAppend Append(string stream, byte expectation, byte epoch, int count, JournalModel model)
    {
        var (version, held) = model.HeadOf(stream);
        return TestJournal.To(
            stream,
            expected: (expectation % 4) switch { 0 => null, 1 or 2 => version, _ => version + (expectation % 3) - 1 },
            epoch: (epoch % 8) switch { < 4 => null, 4 => Math.Max(held, 1), 5 => held + 1, 6 => Math.Max(1, held - 1), _ => model.Epoch },
            count);
    }

    private static async Task<string> TryAsync(SqliteJournal journal, List<StreamAppend> appends)
    {
        try
        {
            return string.Join(' ', (await journal.AppendAsync(appends)).Select(JournalModel.Plain));
        }
        catch (StreamVersionException exception)
        {
            return $"version {exception.Stream} {exception.Actual}";
        }
        catch (StaleWriterException exception)
        {
            return $"stale {exception.Stream} {exception.Current}";
        }
    }
}
