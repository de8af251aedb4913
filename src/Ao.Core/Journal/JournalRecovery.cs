using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Ao.Journal;

/// <summary>Examines a journal before it is opened. A damaged one is moved aside whole, and what could be read of it becomes the new one.</summary>
/// <remarks>
/// The new database is complete, with the fact that tells of the recovery in it, before the damaged one is moved; a crash in between is
/// finished by the next start.
/// </remarks>
internal static class JournalRecovery
{
    private const int RangeLimit = 1000;
    private static readonly string[] s_suffixes = ["", "-wal", "-shm"];

    /// <summary>Examines the journal and recovers it where it is damaged.</summary>
    public static void Check(JournalSettings settings, JournalSnapshots snapshots, TimeProvider time, ILogger logger)
    {
        var fresh = settings.Database + ".new";
        if (!File.Exists(settings.Database) && File.Exists(fresh))
        {
            MoveAll(fresh, settings.Database);
        }

        DeleteAll(fresh);
        if (File.Exists(settings.Database) && Examine(settings, snapshots) is { } reason)
        {
            Recover(settings, fresh, reason, time, logger);
        }
    }

    private static string? Examine(JournalSettings settings, JournalSnapshots snapshots)
    {
        try
        {
            using var connection = JournalConnection.OpenWriter(settings);
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            var result = (string)command.ExecuteScalar()!;
            if (result != "ok")
            {
                return result;
            }

            JournalSchema.Current.Apply(connection);
            ReadFacts(settings, snapshots);
            return null;
        }
        catch (SqliteException exception) when (JournalErrors.IsDamage(exception))
        {
            return exception.Message;
        }
        catch (DamagedFactException exception)
        {
            return $"fact {exception.Position} is not as it was written";
        }
    }

    /// <summary>Reads the facts that the start is going to take in, so that their checksums are looked at while the journal can still be set aside.</summary>
    private static void ReadFacts(JournalSettings settings, JournalSnapshots snapshots)
    {
        using var reader = new JournalReader(settings.Database);
        var snapshot = reader.ReadSnapshot(JournalSnapshots.Name);
        var after = snapshots.Read(snapshot) is null ? 0 : snapshot!.Position;
        while (reader.ReadAll(after, long.MaxValue) is { Count: > 0 } facts)
        {
            after = facts[^1].Position;
        }
    }

    private static void Recover(JournalSettings settings, string fresh, string reason, TimeProvider time, ILogger logger)
    {
        // Reading a damaged database with its log may change it: the evidence stays as it is, a copy is read.
        var copy = settings.Database + ".copy";
        DeleteAll(copy);
        foreach (var suffix in s_suffixes.Where(suffix => suffix != "-shm" && File.Exists(settings.Database + suffix)))
        {
            File.Copy(settings.Database + suffix, copy + suffix);
        }

        var folder = FreeFolder(settings.Folder, time);
        var recovered = Build(settings with { Database = copy }, settings with { Database = fresh }, new Finding(reason, Path.GetFileName(folder)), time);
        Directory.CreateDirectory(folder);
        MoveAll(settings.Database, Path.Combine(folder, Path.GetFileName(settings.Database)));
        MoveAll(fresh, settings.Database);
        DeleteAll(copy);
        JournalLog.Recovered(logger, settings.Database, recovered.Reason, recovered.Kept, recovered.MissingCount, folder);
    }

    private static JournalRecovered Build(JournalSettings damaged, JournalSettings fresh, Finding finding, TimeProvider time)
    {
        using var database = JournalDatabase.Open(fresh);
        using var salvage = new JournalSalvage(damaged);
        var missing = new List<PositionRange>();
        var streams = new Dictionary<string, long>(StringComparer.Ordinal);
        long kept = 0, missingCount = 0, last = 0, version = 0, epoch = Math.Max(1, salvage.HighestEpoch() ?? 1);
        database.Begin();
        foreach (var fact in salvage.Read())
        {
            if (!database.TryInsert(fact, streams.GetValueOrDefault(fact.Stream)))
            {
                continue;
            }

            streams[fact.Stream] = fact.Position;

            Miss(last + 1, fact.Position - 1);
            (kept, last, epoch) = (kept + 1, fact.Position, Math.Max(epoch, fact.Epoch));
            version = fact.Stream == JournalRecovered.Stream ? fact.Version : version;
        }

        var end = Math.Max(last, salvage.Highest ?? 0);
        Miss(last + 1, end);
        var recovered = new JournalRecovered(Printable.Clean(finding.Reason), finding.Folder, kept, missingCount, missing, salvage.Highest is not null);
        database.Insert(new Fact
        {
            Position = end + 1,
            Stream = JournalRecovered.Stream,
            Version = version + 1,
            Epoch = epoch,
            Type = JournalRecovered.FactType,
            Schema = 1,
            At = time.GetUtcNow(),
            Data = JsonSerializer.SerializeToUtf8Bytes(recovered, JournalJson.Default.JournalRecovered),
        }, streams.GetValueOrDefault(JournalRecovered.Stream));
        database.KeepEpoch(JournalOwner.Current(time), epoch);
        database.Commit();
        return recovered;

        void Miss(long from, long to)
        {
            if (from > to)
            {
                return;
            }

            missingCount += to - from + 1;
            if (missing.Count < RangeLimit)
            {
                missing.Add(new PositionRange(from, to));
            }
        }
    }

    private static string FreeFolder(string folder, TimeProvider time)
    {
        var name = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"damaged-{time.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"));
        var free = name;
        for (var number = 2; Directory.Exists(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        }

        return free;
    }

    private static void MoveAll(string from, string to)
    {
        // The database goes last: while it is there under its old name, the move has not happened.
        foreach (var suffix in s_suffixes.Reverse().Where(suffix => File.Exists(from + suffix)))
        {
            File.Move(from + suffix, to + suffix);
        }
    }

    private static void DeleteAll(string path)
    {
        foreach (var suffix in s_suffixes)
        {
            File.Delete(path + suffix);
        }
    }

    private sealed record Finding(string Reason, string Folder);
}
