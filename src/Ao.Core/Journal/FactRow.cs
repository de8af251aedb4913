using Microsoft.Data.Sqlite;

namespace Ao.Journal;

/// <summary>How a fact stands in a row of the database.</summary>
internal static class FactRow
{
    /// <summary>The columns in the order that <see cref="Read"/> expects.</summary>
    public const string Columns = "position, stream, version, epoch, type, schema, at, data, previous, checksum";

    /// <summary>Reads the fact in a row.</summary>
    /// <exception cref="DamagedFactException">It is not as it was written.</exception>
    public static Fact Read(SqliteDataReader row)
    {
        var position = row.GetInt64(0);
        try
        {
            var fact = new Fact
            {
                Position = position,
                Stream = row.GetString(1),
                Version = row.GetInt64(2),
                Epoch = row.GetInt64(3),
                Type = row.GetString(4),
                Schema = row.GetInt32(5),
                At = FactTime.FromStored(row.GetInt64(6)),
                Data = row.GetFieldValue<byte[]>(7),
            };
            if (FactChecksum.Of(fact, row.GetInt64(8)) == row.GetInt64(9))
            {
                return fact;
            }
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentException or InvalidCastException or InvalidOperationException)
        {
            // A number or a text that cannot be what was written.
        }

        throw new DamagedFactException(position);
    }
}
