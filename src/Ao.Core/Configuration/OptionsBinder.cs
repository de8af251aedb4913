using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Ao.Configuration;

/// <summary>Binds a section to an options class, the core's or a plugin's, and reports everything that does not fit.</summary>
/// <remarks>The framework's binder stops at the first value that it cannot read, drops entries of collections that it cannot read without a word,
/// takes a bare number for days, and lists unknown keys without what was meant.</remarks>
internal sealed class OptionsBinder(ConfigurationProblems problems)
{
    private const string SchemaKey = "$schema";

    /// <summary>Binds the children of a section to the properties of an object.</summary>
    public void Bind(IConfiguration section, object target, string key = "")
    {
        var properties = PropertiesOf(target.GetType());
        foreach (var child in section.GetChildren())
        {
            if (properties.TryGetValue(child.Key, out var property))
            {
                BindProperty(child, property, target, Join(key, child.Key));
            }
            else if ((key.Length > 0 || child.Key != SchemaKey) && !problems.Has(Join(key, child.Key)))
            {
                problems.Add(Join(key, child.Key), $"is not a setting. {NearestName.Suggest(child.Key, properties.Keys)}");
            }
        }
    }

    /// <summary>Gives the properties of an options class by name: those that can be set, and the collections and classes that are filled in place.</summary>
    public static FrozenDictionary<string, PropertyInfo> PropertiesOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(static property => property.GetIndexParameters().Length == 0 && property.GetMethod is { IsPublic: true })
        .Where(static property => IsSettable(property) || !(property.PropertyType.IsValueType || property.PropertyType == typeof(string)))
        .ToFrozenDictionary(static property => property.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Tells whether a type is a class of options, and no single value, collection or object of the framework's.</summary>
    public static bool IsOptions(Type type) =>
        type is { IsClass: true, IsAbstract: false } && type.GetConstructor(Type.EmptyTypes) is not null
        && !type.IsAssignableTo(typeof(IEnumerable)) && type.Namespace?.Split('.')[0] != nameof(System);

    public static string Join(string key, string name) => key.Length == 0 ? name : $"{key}:{name}";

    private static bool IsSettable(PropertyInfo property) => property.SetMethod is { IsPublic: true };

    private static object? DefaultOf(Type type) => IsOptions(type) ? Activator.CreateInstance(type) : null;

    private void BindProperty(IConfigurationSection section, PropertyInfo property, object target, string key)
    {
        try
        {
            var current = property.GetValue(target);
            var value = Read(section, property.PropertyType, current, key, fill: !IsSettable(property));
            if (IsSettable(property))
            {
                property.SetValue(target, value);
            }
        }
        catch (TargetInvocationException exception)
        {
            problems.Add(key, $"is refused: {Printable.Clean(exception.InnerException?.Message ?? exception.Message)}");
        }
    }

    private object? Read(IConfigurationSection section, Type type, object? current, string key, bool fill = false)
    {
        if (type == typeof(IConfigurationSection))
        {
            return section;
        }

        var scalar = Nullable.GetUnderlyingType(type) ?? type;
        if (ScalarReader.Reads(scalar))
        {
            return ReadScalar(section, scalar, current, key);
        }

        if (!string.IsNullOrEmpty(section.Value))
        {
            problems.Add(key, "is a single value where settings, or a list of them, are expected. Put them beneath it");
            return current;
        }

        if (IsOptions(type))
        {
            var options = current ?? Activator.CreateInstance(type)!;
            Bind(section, options, key);
            return options;
        }

        var result = OptionsCollection.Of(type) switch
        {
            { KeyType: not null } dictionary => ReadDictionary(section, dictionary, current, key),
            { } list => ReadList(section, list, current, key, fill),
            _ => null,
        };
        if (result is null && section.GetChildren().Any())
        {
            problems.Add(key, $"cannot be set: options cannot be of the type {type.Name}. Remove the setting and tell the author");
        }

        return result ?? current;
    }

    private object? ReadScalar(IConfigurationSection section, Type type, object? current, string key)
    {
        if (section.GetChildren().Any())
        {
            problems.Add(key, "has settings beneath it where a single value is expected");
            return current;
        }

        if (section.Value is not { } text || problems.Has(key))
        {
            return current;
        }

        var (value, problem) = ScalarReader.Read(text, type);
        if (problem is null)
        {
            return value;
        }

        problems.Add(key, problem);
        return current;
    }

    private IDictionary? ReadDictionary(IConfigurationSection section, OptionsCollection shape, object? current, string key)
    {
        if (shape.DictionaryFor(current) is not { } dictionary)
        {
            return null;
        }

        foreach (var child in section.GetChildren())
        {
            var childKey = Join(key, child.Key);
            var (name, problem) = ScalarReader.Read(child.Key, shape.KeyType!);
            if (problem is not null)
            {
                problems.Add(childKey, problem);
                continue;
            }

            var present = dictionary.Contains(name!) ? dictionary[name!] : null;
            if (Read(child, shape.ElementType, present ?? DefaultOf(shape.ElementType), childKey) is { } value)
            {
                dictionary[name!] = value;
            }
        }

        return dictionary;
    }

    private object? ReadList(IConfigurationSection section, OptionsCollection shape, object? current, string key, bool fill)
    {
        var children = section.GetChildren().ToList();
        if (children.Count == 0 && section.Value is null)
        {
            return current;
        }

        var items = shape.NewList();
        foreach (var child in children)
        {
            var childKey = Join(key, child.Key);
            if (!int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                problems.Add(childKey, "is a named setting where a list is expected. Write its entries as a list");
            }
            else if (Read(child, shape.ElementType, DefaultOf(shape.ElementType), childKey) is { } item && !problems.Has(childKey))
            {
                items.Add(item);
            }
            else if (!problems.Has(childKey))
            {
                problems.Add(childKey, "is empty. Give it a value or remove the entry");
            }
        }

        return shape.Complete(items, fill ? current : null);
    }
}
