using System.Text.Json;
using Ao.Runtimes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ao.Tests;

public sealed class IdentityProperties
{
    public static Arbitrary<SessionId> SessionIds() =>
        (from middle in Gen.ArrayOf(Gen.Elements("abz09-".ToCharArray()))
         from number in Gen.Choose(1, int.MaxValue)
         select new SessionId($"a{new string(middle.Length > 38 ? middle[..38] : middle)}z", number)).ToArbitrary();

    public static Arbitrary<OperationKey> OperationKeys() =>
        Gen.ArrayOf(Gen.Elements("abz09-_:/".ToCharArray())).Select(rest => new OperationKey($"k{new string(rest.Length > 199 ? rest[..199] : rest)}")).ToArbitrary();

    [Property(Arbitrary = [typeof(IdentityProperties)])]
    public bool SessionId_ParseOfFormat_IsTheSame(SessionId id) =>
        SessionId.Parse(id.ToString()) == id && new SessionId(id.Prefix, id.Number) == id && RoundTrip(id) && RoundTripAsKey(id);

    [Property(Arbitrary = [typeof(IdentityProperties)])]
    public bool RunId_ParseOfFormat_IsTheSame(SessionId session, PositiveInt number)
    {
        var id = new RunId(session, number.Get);
        return RunId.Parse(id.ToString()) == id && RoundTrip(id) && RoundTripAsKey(id);
    }

    [Property(Arbitrary = [typeof(IdentityProperties)])]
    public bool OperationKey_ParseOfFormat_IsTheSame(OperationKey key) => OperationKey.Parse(key.ToString()) == key && RoundTrip(key) && RoundTripAsKey(key);

    [Property(Arbitrary = [typeof(IdentityProperties)])]
    public bool ProjectId_ParseOfFormat_IsTheSame(SessionId id)
    {
        var project = new ProjectId(id.Prefix);
        return ProjectId.Parse(project.ToString()) == project && RoundTrip(project) && RoundTripAsKey(project);
    }

    [Property(MaxTest = 1000)]
    public bool Clean_AnyText_IsIdempotentAndAddsNothing(string? text)
    {
        var clean = Printable.Clean(text);
        return ReferenceEquals(Printable.Clean(clean), clean) && clean.Length <= (text?.Length ?? 0) && Printable.Clean(Printable.Quote(text)) == Printable.Quote(text);
    }

    [Property(MaxTest = 1000)]
    public bool Clean_AnyUtf16_LeavesValidText(ushort[] units)
    {
        var text = new string([.. units.Select(unit => (char)unit)]);
        return !Printable.Clean(text).EnumerateRunes().Any(rune => rune.Value == 0xfffd && !text.Contains('\ufffd', StringComparison.Ordinal))
            && !Printable.Quote(text).EnumerateRunes().Any(rune => rune.Value == 0xfffd && !text.Contains('\ufffd', StringComparison.Ordinal));
    }

    private static bool RoundTrip<T>(T value) => EqualityComparer<T>.Default.Equals(JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value)), value);

    private static bool RoundTripAsKey<T>(T value)
        where T : notnull => JsonSerializer.Deserialize<Dictionary<T, int>>(JsonSerializer.Serialize(new Dictionary<T, int> { [value] = 1 }))![value] == 1;
}
