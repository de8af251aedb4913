using System.Security.Cryptography;
using System.Text;
using Ao.Configuration;
using Ao.Reports;
using Ao.Secrets;
using Ao.Sessions;
using Ao.TestSupport;
using FsCheck.Xunit;
using Microsoft.Extensions.Options;

namespace Ao.Core.Tests.Reports;

public sealed class AttachmentTests : IDisposable
{
    private const int Mebi = 1024 * 1024;
    private const string Canary = "c4n4ry-of-the-host";
    private readonly TempFolder _folder = new();
    private readonly AttachmentStore _store;
    private readonly AttachmentIntake _intake;

    public AttachmentTests()
    {
        _store = new AttachmentStore(new DataFolders(Options.Create(new AoOptions { DataFolder = _folder.Combine("data") })), new SecretRedactor([Canary]));
        _intake = new AttachmentIntake(_store);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_AFile_IsKeptUnderItsHashForItsOwnerOnly()
    {
        var attachment = Assert.Single((await TakeAsync(File("out.log", "text/plain", "hello"u8.ToArray()))).Attachments);

        Assert.Equal(new ReportAttachment { Name = "out.log", Kind = AttachmentKind.TerminalOutput, MediaType = "text/plain", Size = 5, Sha256 = Convert.ToHexStringLower(SHA256.HashData("hello"u8)) }, attachment);
        Assert.Equal("hello", await ReadAsync(attachment));
        var path = Assert.Single(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
        Assert.Equal(_folder.Combine("data", "reports", "blobs", attachment.Sha256[..2], attachment.Sha256), path);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task Take_TheSameFromManyAtOnce_IsOneFile()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => TakeAsync(File("a", "text/plain", "same"u8.ToArray()))));

        Assert.Single(taken.Select(static one => Assert.Single(one.Attachments).Sha256).Distinct());
        Assert.Single(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Take_Secrets_AreGone()
    {
        var taken = await TakeAsync(File("a", "text/plain", Encoding.UTF8.GetBytes($"x {Canary} {Convert.ToHexString(Encoding.UTF8.GetBytes(Canary))} password=p")));

        Assert.Equal("x [redacted] [redacted] password=[redacted]", await ReadAsync(Assert.Single(taken.Attachments)));
    }

    [Fact]
    public async Task Take_FiftyMegabytes_LogsAreCutAndTheRestIsRefused()
    {
        var lines = new StringBuilder();
        for (var number = 0; lines.Length < 50 * Mebi; number++)
        {
            lines.Append("line ").Append(number).Append(' ', 50).Append('\n');
        }

        var log = Encoding.ASCII.GetBytes(lines.ToString());
        var taken = await TakeAsync(File("big.log", "text/plain", log), File("big.bin", "application/octet-stream", log, AttachmentKind.Other), File("small", "text/plain", "x"u8.ToArray()));

        Assert.Equal(["big.log", "small"], taken.Attachments.Select(static attachment => attachment.Name));
        Assert.InRange(taken.Attachments[0].Size, 8 * Mebi - 1024, 8 * Mebi);
        var text = await ReadAsync(taken.Attachments[0]);
        Assert.Matches(@"^\[Cut: of \d+ bytes the last \d+ follow\.\]\nline \d+ ", text);
        Assert.EndsWith(lines.ToString()[^200..], text, StringComparison.Ordinal);
        Assert.Contains("'big.bin' has more than the", Assert.Single(taken.Refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Take_EndlessLog_IsRefusedAndTheStreamClosed()
    {
        var endless = new EndlessStream();

        var taken = await TakeAsync(new OfferedAttachment("endless", AttachmentKind.TerminalOutput, "text/plain", _ => ValueTask.FromResult<Stream>(endless)));

        Assert.Contains("'endless' has more than 80 MiB", Assert.Single(taken.Refused), StringComparison.Ordinal);
        Assert.True(endless.IsClosed);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Take_MoreThanAReportCanHave_IsBounded()
    {
        var many = await TakeAsync([.. Enumerable.Range(0, 25).Select(number => File("same.txt", "text/plain", [(byte)('a' + number)]))]);
        var large = await TakeAsync([.. Enumerable.Range(0, 6).Select(number => File($"{number}", "application/pdf", RandomNumberGenerator.GetBytes(7 * Mebi), AttachmentKind.Other))]);

        Assert.Equal(20, many.Attachments.Count);
        Assert.Equal(20, many.Attachments.Select(static attachment => attachment.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("5 attachments were left out: a report can have 20.", Assert.Single(many.Refused), StringComparison.Ordinal);
        Assert.Equal(4, large.Attachments.Count);
        Assert.Equal(2, large.Refused.Count);
    }

    [Fact]
    public async Task Take_UnreadableOrEmpty_KeepsTheOthers()
    {
        var taken = await TakeAsync(
            new OfferedAttachment("gone", AttachmentKind.Other, "text/plain", static _ => throw new FileNotFoundException("no\u001b[31m such")),
            File("empty", "text/plain", []),
            File("good", "no media type", "x"u8.ToArray()));

        Assert.Equal("application/octet-stream", Assert.Single(taken.Attachments).MediaType);
        Assert.Equal(2, taken.Refused.Count);
        Assert.DoesNotContain('\u001b', string.Concat(taken.Refused));
    }

    [Fact]
    public async Task Open_ChangedMissingOrForgedHash_IsAnError()
    {
        var attachment = Assert.Single((await TakeAsync(File("a", "text/plain", "hello"u8.ToArray()))).Attachments);
        var path = Assert.Single(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));

        await System.IO.File.WriteAllTextAsync(path, "hellO", Token);
        Assert.Contains("is damaged", (await Assert.ThrowsAsync<AoException>(() => ReadAsync(attachment))).Message, StringComparison.Ordinal);
        System.IO.File.Delete(path);
        Assert.Contains("cannot be read", (await Assert.ThrowsAsync<AoException>(() => ReadAsync(attachment))).Message, StringComparison.Ordinal);
        Assert.Contains("is no SHA-256", (await Assert.ThrowsAsync<AoException>(() => ReadAsync(attachment with { Sha256 = "../../../etc/passwd" }))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("/etc/shadow", "shadow")]
    [InlineData("C:\\Windows\\system.ini", "system.ini")]
    [InlineData("a\u001b[31m\u202eb\0.log", "a__31m_b_.log")]
    [InlineData("..", "attachment")]
    [InlineData("", "attachment")]
    [InlineData(null, "attachment")]
    [InlineData("con", "_con")]
    [InlineData("NUL.txt", "_NUL.txt")]
    [InlineData("-rf", "rf")]
    [InlineData("trail. . .", "trail")]
    [InlineData("Ünï (1).log", "Ünï (1).log")]
    [InlineData("\ud800", "attachment")]
    public void Name_Hostile_IsMadeHarmless(string? offered, string expected) => Assert.Equal(expected, AttachmentName.Of(offered, []));

    [Property(MaxTest = 500)]
    public void Name_AnyTwo_AreNoPathsAndDiffer(string? first, string? second)
    {
        var one = AttachmentName.Of(first, []);
        var other = AttachmentName.Of(second, [one]);

        Assert.NotEqual(one, other, StringComparer.OrdinalIgnoreCase);
        Assert.All((string[])[one, other], name =>
        {
            Assert.InRange(name.Length, 1, AttachmentName.MaxLength + 1);
            Assert.Equal(name, Path.GetFileName(name));
            Assert.False(name.StartsWith('.') || name.StartsWith('-') || name.EndsWith('.'), name);
            Assert.Equal(name, Printable.Line(name));
        });
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private static OfferedAttachment File(string name, string mediaType, byte[] content, AttachmentKind kind = AttachmentKind.TerminalOutput) =>
        new(name, kind, mediaType, _ => ValueTask.FromResult<Stream>(new MemoryStream(content)));

    private Task<TakenAttachments> TakeAsync(params OfferedAttachment[] offered) => _intake.TakeAsync(offered, [], Token);

    private async Task<string> ReadAsync(ReportAttachment attachment)
    {
        await using var stream = await _store.Attach(attachment).OpenAsync(Token);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Token);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public bool IsClosed { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'\n');
            return ValueTask.FromResult(buffer.Length);
        }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
