using System.Text.Json;
using Ao.Journal;
using Ao.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Ao.Core.Tests.Journal;

public sealed class JournalOpeningTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Folder => _folder.Combine("data", "journal");

    private string Database => Path.Combine(Folder, "journal.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task OpenAsync_NoFolder_MakesOneForTheOwnerAlone()
    {
        await using var journal = await TestJournal.OpenAsync(Folder);

        Assert.True(File.Exists(Database));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        }
    }

    [Fact]
    public async Task OpenAsync_FolderInUse_NamesTheOwner()
    {
        await using var first = await TestJournal.OpenAsync(Folder);

        var error = await Assert.ThrowsAsync<JournalException>(() => TestJournal.OpenAsync(Folder));

        Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}", error.Message, StringComparison.Ordinal);
        Assert.Contains("Ao:DataFolder", error.Message, StringComparison.Ordinal);
        await first.AppendAsync([TestJournal.To("s")], TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("nfs4")]
    [InlineData("cifs")]
    [InlineData("smb2")]
    [InlineData("9p")]
    [InlineData("fuse.sshfs")]
    public async Task OpenAsync_NetworkFileSystem_IsRefused(string kind)
    {
        var error = await Assert.ThrowsAsync<JournalException>(() => TestJournal.OpenAsync(Folder, probe: new FixedFileSystem(kind)));

        Assert.Contains(kind, error.Message, StringComparison.Ordinal);
        Assert.Contains("local disk", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public async Task OpenAsync_FileInPlaceOfTheFolder_SaysSo()
    {
        await File.WriteAllTextAsync(_folder.Combine("data"), "a file", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<JournalException>(() => TestJournal.OpenAsync(Folder));

        Assert.Contains("cannot be created", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_FolderWithoutTheRightToWrite_SaysSo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "The superuser may write everywhere, and Windows has no file modes.");
        Directory.CreateDirectory(Folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var error = await Assert.ThrowsAsync<JournalException>(() => TestJournal.OpenAsync(Folder));

        Assert.Contains("cannot be written to", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_NewerForm_IsRefusedAndLeftAlone()
    {
        await WriteAsync(1);
        await ExecuteAsync("PRAGMA user_version = 99");

        var error = await Assert.ThrowsAsync<JournalException>(() => TestJournal.OpenAsync(Folder));

        Assert.Contains("form 99", error.Message, StringComparison.Ordinal);
        await ExecuteAsync("PRAGMA user_version = 1");
        await using var journal = await TestJournal.OpenAsync(Folder);
        Assert.Equal(1, journal.Head);
    }

    [Fact]
    public async Task OpenAsync_DatabaseOfSomethingElse_IsRefused()
    {
        Directory.CreateDirectory(Folder);
        await ExecuteAsync("CREATE TABLE other (a)");

        var error = await Assert.ThrowsAsync<JournalException>(() => TestJournal.OpenAsync(Folder));

        Assert.Contains("not a journal of Ao", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_MigrationThatFails_ChangesNothing()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        new JournalSchema(["CREATE TABLE one (a);"]).Apply(connection);

        Assert.Throws<SqliteException>(() => new JournalSchema(["CREATE TABLE one (a);", "CREATE TABLE two (a); INSERT INTO one VALUES (1);", "no SQL"]).Apply(connection));
        new JournalSchema(["CREATE TABLE one (a);", "CREATE TABLE two (a);"]).Apply(connection);

        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM one) || (SELECT count(*) FROM two) || (SELECT user_version FROM pragma_user_version)";
        Assert.Equal("002", command.ExecuteScalar());
    }

    [Fact]
    public async Task OpenAsync_ObserverFromTheStart_IsToldOfEverything()
    {
        await WriteAsync(1300);
        var observer = new RecordingObserver();

        await using var journal = await TestJournal.OpenAsync(Folder, [observer]);

        Assert.Equal(Enumerable.Range(1, 1300).Select(number => (long)number), observer.Facts.Select(fact => fact.Position));
    }

    [Fact]
    public async Task OpenAsync_DamagedInTheMiddle_RecoversTheRestAndReportsWhatIsMissing()
    {
        await WriteAsync(2000);
        await DamageAsync(page: 60, pages: 4);
        var logger = new FakeLogger<SqliteJournal>();

        List<Fact> kept;
        await using (var journal = await TestJournal.OpenAsync(Folder, logger: logger))
        {
            kept = await TestJournal.AllAsync(journal);
            await journal.AppendAsync([TestJournal.To("s")], TestContext.Current.CancellationToken);
        }

        var report = JsonSerializer.Deserialize(kept[^1].Data.Span, JournalJson.Default.JournalRecovered)!;
        var facts = kept.SkipLast(1).ToList();
        Assert.Equal(JournalRecovered.FactType, kept[^1].Type);
        Assert.Equal(facts.Count, report.Kept);
        Assert.Equal(2000, report.Kept + report.MissingCount);
        Assert.InRange(report.MissingCount, 1, 400);
        Assert.All(facts, fact => Assert.Contains($"\"n{fact.Position}\"", TestJournal.Text(fact), StringComparison.Ordinal));
        Assert.All(facts, fact => Assert.DoesNotContain(report.Missing, range => fact.Position >= range.From && fact.Position <= range.To));
        Assert.True(File.Exists(Path.Combine(Folder, report.Folder, "journal.db")));
        Assert.Contains(logger.Collector.GetSnapshot(), entry => entry.Level == LogLevel.Error && entry.Message.Contains($"{report.MissingCount} are missing", StringComparison.Ordinal));
        await using var again = await TestJournal.OpenAsync(Folder);
        Assert.Equal(kept.Count + 1, (await TestJournal.AllAsync(again)).Count);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(8, 3)]
    [InlineData(60, 40)]
    [InlineData(120, 1)]
    [InlineData(130, 20)]
    public async Task OpenAsync_DamagedAnywhere_KeepsOnlyWhatIsTrueAndAccountsForTheRest(int page, int pages)
    {
        await WriteAsync(2000);
        await DamageAsync(page, pages);

        await using var journal = await TestJournal.OpenAsync(Folder);

        var all = await TestJournal.AllAsync(journal);
        var recovery = all.SingleOrDefault(fact => fact.Type == JournalRecovered.FactType);
        var facts = all.Where(fact => fact != recovery).ToList();
        Assert.All(facts, fact => Assert.Contains($"\"n{fact.Position}\"", TestJournal.Text(fact), StringComparison.Ordinal));
        if (recovery is null)
        {
            Assert.Equal(2000, facts.Count);
            return;
        }

        var report = JsonSerializer.Deserialize(recovery.Data.Span, JournalJson.Default.JournalRecovered)!;
        Assert.Equal(facts.Count, report.Kept);
        Assert.True(!report.EndKnown || report.Kept + report.MissingCount == 2000, report.ToString());
    }

    [Fact]
    public async Task OpenAsync_OneBitOfAFactFlipped_SetsItAsideAndReports()
    {
        await WriteAsync(200);
        var bytes = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);
        bytes[bytes.AsSpan().IndexOf("\"n77\""u8) + 2] ^= 1;
        await File.WriteAllBytesAsync(Database, bytes, TestContext.Current.CancellationToken);
        await ExecuteAsync("DELETE FROM snapshots");

        await using var journal = await TestJournal.OpenAsync(Folder);

        var facts = await TestJournal.AllAsync(journal);
        var report = JsonSerializer.Deserialize(facts[^1].Data.Span, JournalJson.Default.JournalRecovered)!;
        Assert.Equal((199L, 1L, new PositionRange(77, 77)), (report.Kept, report.MissingCount, Assert.Single(report.Missing)));
        Assert.Contains("fact 77", report.Reason, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Folder, report.Folder, "journal.db")));
        Assert.Equal(199, await journal.ReadStreamAsync("s", 0, TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task OpenAsync_NoDatabaseAtAll_KeepsTheFileAndReports()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Database, new string('z', 10_000), TestContext.Current.CancellationToken);

        await using var journal = await TestJournal.OpenAsync(Folder);

        var report = JsonSerializer.Deserialize(Assert.Single(await TestJournal.AllAsync(journal)).Data.Span, JournalJson.Default.JournalRecovered)!;
        Assert.Equal((0L, false), (report.Kept, report.EndKnown));
        Assert.Equal(10_000, new FileInfo(Path.Combine(Folder, report.Folder, "journal.db")).Length);
    }

    [Fact]
    public async Task OpenAsync_RecoveryInterruptedBeforeTheLastRename_IsFinished()
    {
        await WriteAsync(5);
        File.Move(Database, Database + ".new");

        await using var journal = await TestJournal.OpenAsync(Folder);

        Assert.Equal(5, journal.Head);
    }

    private async Task WriteAsync(int count)
    {
        await using var journal = await TestJournal.OpenAsync(Folder);
        await journal.AppendAsync([new StreamAppend { Stream = "s", Facts = [.. Enumerable.Range(1, count).Select(number => TestJournal.Fact($"n{number}", 200))] }], TestContext.Current.CancellationToken);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task DamageAsync(int page, int pages)
    {
        await using var file = new FileStream(Database, FileMode.Open, FileAccess.Write);
        file.Position = (page - 1) * 4096L;
        await file.WriteAsync(Enumerable.Repeat((byte)0xA5, pages * 4096).ToArray(), TestContext.Current.CancellationToken);
    }
}
