using System.Text;
using Ao.Journal;
using Ao.TestSupport;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Journal;

public sealed class SegmentLogTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Append_MoreThanAFrame_ReadsBackFromAnyOffset()
    {
        var output = Bytes(200_000);
        await using var log = Open();

        var end = log.Append(output);

        Assert.Equal(200_000, end);
        foreach (var from in (int[])[0, 1, 65_535, 65_536, 65_537, 199_999])
        {
            Assert.Equal(output[from..], ReadAll(log, from));
        }

        Assert.Empty(log.Read(200_000).Data.ToArray());
        Assert.Equal(200_000, log.Read(999_999).From);
    }

    [Fact]
    public async Task Open_TornTail_CutsItOffAndGoesOn()
    {
        await using (var log = Open())
        {
            log.Append(Bytes(1000));
            log.Append(Bytes(500));
        }

        var file = Directory.GetFiles(_folder.Path).Single();
        await using (var stream = new FileStream(file, FileMode.Open))
        {
            stream.SetLength(stream.Length - 3);
        }

        await using var again = Open();
        Assert.Equal(1000, again.End);
        again.Append(Encoding.ASCII.GetBytes("after"));
        Assert.Equal(Bytes(1000).Concat(Encoding.ASCII.GetBytes("after")), ReadAll(again, 0));
    }

    [Fact]
    public async Task Open_TailWithAFlippedBit_CutsItOff()
    {
        await using (var log = Open())
        {
            log.Append(Bytes(1000));
            log.Append(Bytes(500));
        }

        var file = Directory.GetFiles(_folder.Path).Single();
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[^10] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        await using var again = Open();
        Assert.Equal(1000, again.End);
    }

    [Fact]
    public async Task Append_PastTheLimit_DropsTheOldestAndKeepsOffsets()
    {
        var options = new SegmentLogOptions { SizeLimit = 50_000, SegmentSize = 10_000 };
        var output = Bytes(200_000);
        await using (var log = Open(options))
        {
            for (var from = 0; from < output.Length; from += 1000)
            {
                log.Append(output.AsSpan(from, 1000));
            }

            Assert.InRange(log.Start, 140_000, 170_000);
            Assert.Equal(200_000, log.End);
            Assert.Equal(log.Start, log.Read(5).From);
            Assert.Equal(output[180_123..], ReadAll(log, 180_123));
            Assert.InRange(Directory.GetFiles(_folder.Path).Sum(file => new FileInfo(file).Length), 1, 50_000);
        }

        await using var again = Open(options);
        Assert.Equal(output[180_123..], ReadAll(again, 180_123));
        Assert.Equal(200_000, again.End);
    }

    [Fact]
    public async Task Read_MiddleSegmentLost_GoesOnBehindIt()
    {
        var options = new SegmentLogOptions { SegmentSize = 1000 };
        await using (var log = Open(options))
        {
            for (var number = 0; number < 10; number++)
            {
                log.Append(Bytes(1000));
            }
        }

        File.Delete(Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal).ElementAt(4));

        await using var again = Open(options);
        Assert.Equal((5000L, 1000), (again.Read(4000).From, again.Read(4000).Data.Length));
        Assert.Equal(10_000, again.End);
    }

    [Fact]
    public async Task Append_WithoutDisposing_IsThereForTheNextReader()
    {
        await using var log = Open();
        log.Append(Bytes(100));

        _time.Advance(TimeSpan.FromSeconds(2));
        await using var other = Open();

        Assert.Equal(Bytes(100), ReadAll(other, 0));
    }

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(number => (byte)((number * 31) + (number >> 8)))];

    private static byte[] ReadAll(SegmentLog log, long from)
    {
        var all = new List<byte>();
        while (log.Read(from) is { Data.IsEmpty: false } piece)
        {
            all.AddRange(piece.Data.Span);
            from = piece.Next;
        }

        return [.. all];
    }

    private SegmentLog Open(SegmentLogOptions? options = null) => SegmentLog.Open(_folder.Path, options ?? new SegmentLogOptions(), _time);
}
