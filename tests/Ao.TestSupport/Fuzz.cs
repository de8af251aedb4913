using System.Globalization;
using System.Text;
using Xunit;

namespace Ao.TestSupport;

/// <summary>Gives a parser thousands of inputs that resemble real ones. Whatever it makes of them, it must not throw and must be quick.</summary>
public static class Fuzz
{
    private const int Attempts = 3;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    /// <summary>Runs a parser over mutated samples. <c>AO_FUZZ_SEED</c> repeats a run; the seed is in the test's output and in every failure.</summary>
    /// <param name="samples">What the inputs resemble.</param>
    /// <param name="count">How many inputs to give.</param>
    /// <param name="parse">The parser.</param>
    /// <param name="check">Looks at what it gave. Only the parser's own time counts.</param>
    public static void Run<T>(IReadOnlyList<string> samples, int count, Func<byte[], T> parse, Action<T> check)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("AO_FUZZ_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : Environment.TickCount & int.MaxValue;
        TestContext.Current.TestOutputHelper?.WriteLine($"AO_FUZZ_SEED={seed}, {count} inputs");
        var random = new Random(seed);
        byte[][] all = [.. samples.Select(Encoding.UTF8.GetBytes)];
        for (var number = 0; number < count; number++)
        {
            var input = Mutate(random, all);
            try
            {
                check(InTime(parse, input));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"AO_FUZZ_SEED={seed}, input {number}: {Convert.ToBase64String(input)}", exception);
            }
        }
    }

    private static T InTime<T>(Func<byte[], T> parse, byte[] input)
    {
        // A busy machine may keep a thread waiting for a second; not three times for the same input.
        for (var attempt = 1; ; attempt++)
        {
            var started = TimeProvider.System.GetTimestamp();
            var result = parse(input);
            var elapsed = TimeProvider.System.GetElapsedTime(started);
            if (elapsed < s_longest)
            {
                return result;
            }

            Assert.True(attempt < Attempts, $"It took {elapsed.TotalSeconds:0.0} s, {Attempts} times.");
        }
    }

    private static byte[] Mutate(Random random, byte[][] samples)
    {
        List<byte> bytes = [.. samples[random.Next(samples.Length)]];
        for (var change = random.Next(6); change > 0; change--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(8), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, samples[random.Next(samples.Length)]);
                    break;
                case 3:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)"[{\"\\0\n,-9"[random.Next(9)], random.Next(1, random.Next(4) == 0 ? 70_000 : 40)));
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(HostileStrings.All[random.Next(HostileStrings.All.Count)]));
                    break;
            }
        }

        return [.. bytes];
    }
}
