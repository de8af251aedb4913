using System.ComponentModel;
using System.Globalization;

namespace Ao.Configuration;

/// <summary>Reads single values out of configuration text.</summary>
internal static class ScalarReader
{
    /// <summary>Tells whether a type is a single value: those that are read here, and whatever the framework can convert from text.</summary>
    public static bool Reads(Type type) =>
        type == typeof(string) || type == typeof(bool) || type == typeof(int) || type == typeof(long) || type == typeof(TimeSpan) || type.IsEnum
        || TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));

    /// <summary>Reads a value.</summary>
    /// <returns>The value, or what is wrong with the text.</returns>
    public static (object? Value, string? Problem) Read(string text, Type type)
    {
        if (type == typeof(string))
        {
            return (text, null);
        }

        if (type.IsEnum)
        {
            return ReadName(text, type);
        }

        var trimmed = text.Trim();
        if (type == typeof(bool))
        {
            return bool.TryParse(trimmed, out var flag) ? (flag, null) : (null, $"'{Printable.Quote(text)}' is neither true nor false");
        }

        if (type == typeof(TimeSpan))
        {
            // A bare number would be taken for days, which nobody means.
            return trimmed.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(trimmed, CultureInfo.InvariantCulture, out var duration)
                ? (duration, null)
                : (null, $"'{Printable.Quote(text)}' is not a duration. Write hours, minutes and seconds, as in 00:10:00");
        }

        if (type == typeof(int))
        {
            return int.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? (number, null)
                : (null, $"'{Printable.Quote(text)}' is not a whole number from {int.MinValue} to {int.MaxValue}");
        }

        if (type == typeof(long))
        {
            return long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large)
                ? (large, null)
                : (null, $"'{Printable.Quote(text)}' is not a whole number");
        }

        return Convert(text, trimmed, type);
    }

    private static (object? Value, string? Problem) Convert(string text, string trimmed, Type type)
    {
        object? value;
        try
        {
            value = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(trimmed);
        }
        catch (Exception)
        {
            // Converters throw whatever they like; all of it means that the text is none of theirs.
            value = null;
        }

        return value is null ? (null, $"'{Printable.Quote(text)}' cannot be read as {type.Name}") : (value, null);
    }

    private static (object? Value, string? Problem) ReadName(string text, Type type)
    {
        var names = Enum.GetNames(type);
        var name = Array.Find(names, known => known.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));
        if (name is not null)
        {
            return (Enum.Parse(type, name), null);
        }

        var nearest = NearestName.Find(text, names) is { } meant ? $"Did you mean '{meant}'? " : "";
        return (null, $"'{Printable.Quote(text)}' is not known. {nearest}Use one of {string.Join(", ", names)}");
    }
}
